import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { frameOf, readMessage, SegmentReader, segmentOf } from '../gateway/hj212/codec.ts'
import { digitsOf } from '../gateway/hj212/readings.ts'

/** A dust station as tests and simulations need one: it speaks HJ 212 of 2017 over TCP and waits for answers. */
export class Station {
  readonly #socket: Socket
  readonly #mn: string
  readonly #reader = new SegmentReader()
  #answers = 0
  #waiting: (() => void)[] = []
  isClosed = false

  private constructor(socket: Socket, mn: string) {
    this.#socket = socket
    this.#mn = mn
    socket.on('data', (chunk: Buffer) => {
      this.#answers += this.#reader.push(chunk).filter(({ kind }) => kind === 'segment').length
      this.#wake()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
  }

  static async connect(host: string, port: number, mn: string): Promise<Station> {
    const socket = connect({ port, host, noDelay: true })
    await new Promise<void>((done, failed) => {
      socket.once('connect', done)
      socket.once('error', failed)
    })
    return new Station(socket, mn)
  }

  /** Sends the values of one minute of a station that speaks over this connection, and waits for nothing. */
  segment(mn: string, at: Date, values: Readonly<Record<string, number>>): void {
    const qn = digitsOf(at)
    const content = Object.entries(values).map(([factor, value]) => `${factor}-Rtd=${value},${factor}-Flag=N`)
    const fields = `QN=${qn};ST=39;CN=2011;PW=123456;MN=${mn};Flag=5`
    this.#socket.write(frameOf(`${fields};CP=&&${[`DataTime=${qn.slice(0, 14)}`, ...content].join(';')}&&`))
  }

  /** Sends the values of one minute and gives true once they are acknowledged, false if the connection ended first. */
  async minute(at: Date, values: Readonly<Record<string, number>>): Promise<boolean> {
    const wanted = this.#answers + 1
    this.segment(this.#mn, at, values)
    while (this.#answers < wanted && !this.isClosed) await new Promise<void>((done) => this.#waiting.push(done))
    return this.#answers >= wanted
  }

  /** As `minute`, but sent again where no answer comes, and given up after three times with the connection. */
  async minuteAgain(at: Date, values: Readonly<Record<string, number>>, waitMs = 10_000): Promise<boolean> {
    const answer = this.minute(at, values)
    for (let tries = 1; tries <= 3; tries++) {
      const waited = new AbortController()
      const late = pause(waitMs * tries, 'late' as const, { signal: waited.signal }).catch(() => 'late' as const)
      const result = await Promise.race([answer, late])
      waited.abort()
      if (result !== 'late') return result
      if (tries < 3) this.segment(this.#mn, at, values)
    }
    this.end()
    return false
  }

  /** Says what time it has and how often it reports, whenever it is asked. HJ 212-2017, table C [S]. */
  answerQuestions(everySeconds: number): void {
    const reader = new SegmentReader()
    this.onSegments((chunk) => {
      for (const one of reader.push(chunk)) if (one.kind === 'segment') this.#answer(one.segment, everySeconds)
    })
  }

  #answer(segment: Uint8Array, everySeconds: number): void {
    const { message } = readMessage(segment)
    if (message.st === '91' || (message.cn !== '1011' && message.cn !== '1061')) return
    const flag = { ...message.flag, wantsAnswer: false }
    const say = (cn: string, name: string, value: string): void =>
      this.write(frameOf(segmentOf({ ...message, st: '91', cn, flag, content: [[{ name, value }]] })))
    say('9011', 'QnRtn', '1')
    if (message.cn === '1011') say('1011', 'SystemTime', digitsOf(new Date()).slice(0, 14))
    else say('1061', 'RtdInterval', String(everySeconds))
    say('9012', 'ExeRtn', '1')
  }

  /** Hands on what comes as it comes, for a station that is asked something. */
  onSegments(listener: (chunk: Buffer) => void): void {
    this.#socket.on('data', listener)
  }

  write(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  end(): void {
    this.#socket.destroy()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const done of waiting) done()
  }
}
