// A database of which every statement fails. Like the driver's, a statement is sent when somebody waits for it: what is
// only a part of another one fails nobody.

import type postgres from 'postgres'

export function failingSql(message: string): postgres.Sql {
  const statement = () => {
    const refused = Promise.reject(new Error(message))
    refused.catch(() => {})
    return refused
  }
  return statement as unknown as postgres.Sql
}
