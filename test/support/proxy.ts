// A TCP proxy in front of a server, which can stop passing anything on without closing: as a network does that is cut, or
// a machine that hangs.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  readonly port: number
  /** From now on nothing passes, in either direction. */
  hang(): void
  /** The same for the connections that there are; new ones pass. */
  hangOpen(): void
  /** Everything passes again, what was kept back included. */
  resume(): void
  close(): Promise<void>
}

export async function proxyTo(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let hanging = false
  const add = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    if (hanging) socket.pause()
  }
  const server = createServer((client) => {
    const behind = connect(target, '127.0.0.1')
    for (const socket of [client, behind]) add(socket)
    // Not piped: a pipe would resume what is paused.
    client.on('data', (chunk) => behind.write(chunk)).on('close', () => behind.destroy())
    behind.on('data', (chunk) => client.write(chunk)).on('close', () => client.destroy())
    if (hanging) for (const socket of [client, behind]) socket.pause()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const set = (stopped: boolean) => {
    hanging = stopped
    for (const socket of sockets) stopped ? socket.pause() : socket.resume()
  }
  return {
    port: (server.address() as AddressInfo).port,
    hang: () => set(true),
    hangOpen: () => {
      for (const socket of sockets) socket.pause()
    },
    resume: () => set(false),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
