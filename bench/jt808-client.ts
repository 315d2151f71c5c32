import type { Socket } from 'node:net'
import { countFrames, locationFrame, phoneOf, signedSocket } from './signed-socket.ts'

// Terminals that send one location after the other, each as soon as the one before is acknowledged.
const [port = '', first = '', count = '', seconds = ''] = process.argv.slice(2)
const start = Math.floor(Date.now() / 1000) * 1000 - 20 * 86_400_000
let acknowledged = 0
let isOver = false

const sockets: { one: number; socket: Socket }[] = []
for (let index = 0; index < Number(count); index += 50) {
  const some = Array.from({ length: Math.min(50, Number(count) - index) }, (_, one) => Number(first) + index + one)
  sockets.push(
    ...(await Promise.all(some.map(async (one) => ({ one, socket: await signedSocket(Number(port), phoneOf(one)) })))),
  )
}
process.send?.({ ready: sockets.length })
process.once('message', () => {
  const began = performance.now()
  let open = 0
  const finish = () => {
    if (isOver && open === 0)
      process.send?.({ acknowledged, seconds: (performance.now() - began) / 1000 }, () => process.exit(0))
  }
  for (const { one, socket } of sockets) {
    let sent = 0
    const next = () => {
      socket.write(locationFrame(phoneOf(one), start + sent * 1000, sent++))
      open++
    }
    countFrames(socket, (frames) => {
      acknowledged += frames
      open -= frames
      if (isOver) finish()
      else next()
    })
    next()
  }
  setTimeout(() => {
    isOver = true
    finish()
  }, Number(seconds) * 1000)
})
