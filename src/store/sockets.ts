// The connections of one pool, so that they can be cut: where the other side has fallen silent the driver waits for as long
// as the system keeps a connection, which may be a quarter of an hour.

import { connect, Socket } from 'node:net'

/** Where the driver connects to, as it has understood its options. */
interface Target {
  readonly host: readonly string[]
  readonly port: readonly number[]
  /** Of a Unix socket. */
  readonly path: string | false
}

export interface Sockets {
  /** Among the driver's options: it is in its manual, and not in its types. */
  readonly options: { socket(target: Target): Promise<Socket> }
  /** Whatever waits for an answer fails now; the driver connects anew once something else is asked. */
  cut(): void
}

/** As the driver says it where it connects by itself. */
const timedOut = () => Object.assign(new Error('no connection in time'), { code: 'CONNECT_TIMEOUT' })

/** The driver hears of a failure on the socket that it is handed, once it has begun to listen. */
function failed(error: Error): Socket {
  const socket = new Socket()
  setImmediate(() => socket.destroy(error))
  return socket
}

/** `patience` in milliseconds. */
function connected(to: { host: string; port: number } | { path: string }, patience: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(to)
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(failed(error))
    }
    const timer = setTimeout(() => fail(timedOut()), patience)
    socket.once('error', fail).once('connect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}

/** `patience`: milliseconds until a connection must be there. Of several hosts each is tried in its turn. */
export function createSockets(patience: number): Sockets {
  const open = new Set<Socket>()
  let turn = 0
  const socket = async ({ host, port, path }: Target) => {
    const at = turn++ % host.length
    const [name, number] = [host[at]!, port[at]!]
    const made = await connected(path ? { path } : { host: name, port: number }, patience)
    for (const one of open) if (one.destroyed) open.delete(one)
    open.add(made)
    // TLS takes the name of the host from the socket it begins on.
    return Object.assign(made, { host: name })
  }
  return {
    options: { socket },
    cut: () => {
      for (const one of open) one.destroy()
    },
  }
}
