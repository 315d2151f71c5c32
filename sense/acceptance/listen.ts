import { createServer, type Socket } from 'node:net'
import type { Conversation, Directory, Protocol, Step } from '../gateway/protocol.ts'
import type { Examiner } from './examiner.ts'
import { Interview, type Tell } from './interview.ts'
import type { Trials } from './trials.ts'

export type Listening = {
  protocol: Protocol
  examiner: Examiner
  trials: Trials
  port: number
  host: string
  signal: AbortSignal
  /** Told where it listens, and of every new stage. */
  tell?: (what: string) => void
}

const tickMs = 250

/** Who is tried belongs to nobody yet: whoever speaks is heard. */
export const everybody: Directory = { knows: () => true, presented: () => 'right', tolerates: () => true }

/** What a step says of a device, for its interview. */
export const saidIn = ({ keep, say, answered }: Step) => ({
  keep: keep?.map(({ bytes }) => bytes) ?? [],
  wantsAnswer: say !== undefined,
  answered,
})

/** Listens for one device and tries it until the signal, or until every trial has been made. */
export async function tryDevice({ protocol, examiner, trials, port, host, signal, tell }: Listening): Promise<void> {
  const interview = new Interview(protocol.name, examiner, trials)
  const isTrying = Object.keys(trials).length > 0
  let held: Held | undefined
  let stage = ''
  const goOn = (now: number): void => {
    if (interview.next(now, held?.tell(examiner, now))) held?.socket.end()
    if (interview.stage === stage) return
    stage = interview.stage
    tell?.(stage)
  }
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    // One device is tried at a time; a new connection of it replaces the one before.
    if (!interview.lets(Date.now())) return void socket.destroy()
    held?.socket.destroy()
    const own = new Held(socket, protocol.converse(everybody))
    held = own
    examiner.connected()
    interview.connected(Date.now())
    socket.on('data', (chunk: Buffer) => {
      if (held !== own) return
      const now = Date.now()
      const times = examiner.take(chunk, new Date(now))
      const steps = own.conversation.take(chunk, now)
      own.carryOut(steps.map((step) => (interview.heard(saidIn(step), times, now) ? step : unsaid(step))))
      goOn(now)
    })
    socket.on('close', () => {
      if (held === own) held = undefined
    })
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const address = server.address()
  tell?.(`${host}:${address && typeof address === 'object' ? address.port : port}`)
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const now = Date.now()
      held?.carryOut(held.conversation.tick(now))
      goOn(now)
      if (signal.aborted || (isTrying && interview.isDone)) {
        clearInterval(timer)
        done()
      }
    }, tickMs)
  })
  interview.end(Date.now())
  held?.socket.destroy()
  await new Promise<void>((done) => server.close(() => done()))
}

/** A step that is carried out without its answer. */
export function unsaid({ say: _, ...step }: Step): Step {
  return step
}

/** The connection of the device. */
class Held {
  readonly socket: Socket
  readonly conversation: Conversation

  constructor(socket: Socket, conversation: Conversation) {
    this.socket = socket
    this.conversation = conversation
  }

  carryOut(steps: readonly Step[]): void {
    const say = steps.flatMap((step) => step.say ?? [])
    if (say.length > 0 && this.socket.writable) this.socket.write(Buffer.concat(say))
    if (steps.some(({ close }) => close)) this.socket.end()
  }

  tell({ sender }: Examiner, now: number): Tell {
    return (instruction) => {
      const say = sender === undefined ? undefined : this.conversation.instruct?.(sender, instruction, now)
      if (say) this.carryOut([{ say }])
      return say !== undefined
    }
  }
}
