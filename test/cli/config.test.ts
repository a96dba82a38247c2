// Settings that cannot be used are refused by name.

import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

describe('A setting', () => {
  it('has a default', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      port: 4000,
      production: false,
    })
  })

  it.each([
    [{ PORT: 'http' }, /PORT must be a port/],
    [{ PORT: '65536' }, /PORT must be a port/],
    [{ PORT: '-1' }, /PORT must be a port/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres:/],
  ])('like %o is refused', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })

  it('with a secret does not show it', () => {
    const secret = 'host=db password=s3cret-and-long'
    expect(() => readConfig({ DATABASE_URL: secret })).toThrow(expect.not.stringContaining('s3cret'))
  })
})
