import { once } from 'node:events'
import { connect } from 'node:net'

/** Requests over kept connections, written and read as bytes so that the client costs less than either server. */
export type RawLoad = {
  readonly port: number
  readonly paths: readonly string[]
  readonly cookie: string
  readonly connections: number
  readonly seconds: number
  /** Each path is asked for one time, however long that takes, so that none is held already. */
  readonly once?: true
}

// Started by a benchmark and told by one message what to send.
const [load] = (await once(process, 'message')) as [RawLoad]
const requests = load.paths.map((path) =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${load.port}\r\ncookie: ${load.cookie}\r\naccept-encoding: gzip\r\n\r\n`,
  ),
)
const began = performance.now()
const counted = load.once ? began : began + load.seconds * 100
const end = load.once ? Number.POSITIVE_INFINITY : began + load.seconds * 1000
let [answered, refused, turn] = [0, 0, 0]

await Promise.all(Array.from({ length: load.connections }, work))
const ended = load.once ? performance.now() : end
process.send?.({ perSecond: answered / ((ended - counted) / 1000), refused })

function work(): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect(load.port, '127.0.0.1')
    let awaited = 0
    let head = ''
    const ask = () => void socket.write(requests[turn++ % requests.length]!)
    const heard = () => {
      const at = performance.now()
      if (at >= counted && at <= end) answered++
      if (at < end && !(load.once && turn >= requests.length)) return ask()
      socket.destroy()
      done()
    }
    socket.on('connect', ask)
    socket.on('error', failed)
    socket.on('data', (part: Buffer) => {
      if (awaited > 0) {
        awaited -= part.length
        if (awaited <= 0) heard()
        return
      }
      head += part.toString('latin1')
      const body = head.indexOf('\r\n\r\n')
      if (body < 0) return
      if (!head.startsWith('HTTP/1.1 200')) refused++
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      awaited = length - (head.length - body - 4)
      head = ''
      if (awaited <= 0) heard()
    })
  })
}
