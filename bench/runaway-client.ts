import { once } from 'node:events'
import { locationFrame, phoneOf, signedSocket } from './signed-socket.ts'

// Terminals that send without waiting for any answer, as fast as the wire takes it.
const [port = '', first = '', count = ''] = process.argv.slice(2)
const start = Math.floor(Date.now() / 1000) * 1000 - 25 * 86_400_000

async function run(phone: string): Promise<void> {
  const socket = await signedSocket(Number(port), phone)
  socket.on('error', () => undefined)
  socket.resume()
  for (let sent = 0; !socket.destroyed; sent += 100) {
    const frames = Array.from({ length: 100 }, (_, one) =>
      locationFrame(phone, start + (sent + one) * 1000, sent + one),
    )
    if (!socket.write(Buffer.concat(frames)))
      await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => [])
  }
}

for (let index = 0; index < Number(count); index++) void run(phoneOf(Number(first) + index))
process.send?.('running')
process.on('disconnect', () => process.exit(0))
