import type { Socket } from 'node:dgram'

/** Opens a port for datagrams. Rejects where it cannot be had; what goes wrong later is of no consequence. */
export function bindPort(socket: Socket, port: number, host: string): Promise<void> {
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.bind(port, host, () => {
      socket.off('error', failed)
      // Nobody there any more, or too far away: the sender will come again.
      socket.on('error', () => undefined)
      done()
    })
  })
}

/** Closes a port once nothing is being sent. */
export const closePort = (socket: Socket): Promise<void> => new Promise((done) => socket.close(() => done()))
