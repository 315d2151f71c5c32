import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type BodyOf, FrameOpener, framesOf, type MessageName, readBody } from '#sense/gateway/jt808/codec.ts'
import { locationAt } from '#sense/simulate/terminal.ts'

/** A terminal's connection that has signed in, for clients that are to cost as little as they can. */
export async function signedSocket(port: number, phone: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const opener = new FrameOpener()
  const answer = async () => {
    for (;;) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      const [one] = opener.push(chunk)
      if (one?.kind === 'frame') return readBody(one.frame.header, one.frame.body)
    }
  }
  const say = <Name extends MessageName>(name: Name, body: BodyOf<Name>) =>
    socket.write(Buffer.concat(framesOf(name, body, { edition: 2013, phone, serial: 0 })))
  say('registration', {
    province: 51,
    city: 1703,
    maker: 'BENCH',
    model: 'B',
    terminal: '1',
    plateColour: 2,
    plate: phone,
  })
  const reply = await answer()
  if (reply.name !== 'registrationReply' || !reply.body.authCode) throw new Error(`${phone} is not registered`)
  say('authentication', { authCode: reply.body.authCode })
  await answer()
  return socket
}

/** A location's frame on the wire. */
export const locationFrame = (phone: string, at: number, serial: number): Buffer =>
  Buffer.concat(
    framesOf('location', locationAt(new Date(at), { lon: 107.5, lat: 31.2 }), {
      edition: 2013,
      phone,
      serial: serial & 0xffff,
    }),
  )

/** Counts the frames in what comes over a connection: each has two marks, and replies hold none inside. */
export function countFrames(socket: Socket, told: (frames: number) => void): void {
  let marks = 0
  socket.on('data', (chunk: Buffer) => {
    const before = marks >> 1
    for (const byte of chunk) if (byte === 0x7e) marks++
    if (marks >> 1 > before) told((marks >> 1) - before)
  })
}

/** The phone of the n-th of the benchmark's vehicles. */
export const phoneOf = (index: number): string => `0138${String(index).padStart(8, '0')}`
