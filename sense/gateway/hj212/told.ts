import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { frameOf, type Message, returnOf, segmentOf } from './codec.ts'
import { type Heard, requestFor } from './instruct.ts'
import { requestReturns, results } from './reply.ts'

const most = 500
const answering = '91'

/** What stations of one connection were told and have not answered, and how each of them spoke last. */
export class Told {
  readonly #heard = new Map<string, Heard>()
  readonly #open = new Map<string, { id: string; data: Record<string, string> }>()
  #lastAt = 0

  /** Notes how a station speaks. */
  hear({ mn, st: said, pw, flag }: Message): void {
    // An answer is of the system 91, which says nothing of what the station is.
    const st = said === answering ? (this.#heard.get(mn)?.st ?? said) : said
    this.#heard.delete(mn)
    this.#heard.set(mn, { mn, st, flag, ...(pw !== undefined && { pw }) })
    if (this.#heard.size > most) this.#heard.delete(this.#heard.keys().next().value!)
  }

  /** Whether a station speaks over this connection. */
  speaksFor(mn: string): boolean {
    return this.#heard.has(mn)
  }

  /** The bytes of a request, or undefined where the station does not speak here. */
  instruct(mn: string, instruction: Instruction, now: number): Uint8Array[] | undefined {
    const heard = this.#heard.get(mn)
    if (!heard) return undefined
    // A request number is a time, and no two are the same.
    this.#lastAt = Math.max(now, this.#lastAt + 1)
    const request = requestFor(instruction, heard, new Date(this.#lastAt))
    if (this.#open.size >= most) this.#open.delete(this.#open.keys().next().value!)
    this.#open.set(`${mn}/${request.qn}`, { id: instruction.id, data: {} })
    return [frameOf(segmentOf(request))]
  }

  /** What a message answers: its request was refused, or has ended. Data in between are held until then. */
  answered(message: Message): InstructionAnswer | undefined {
    const key = `${message.mn}/${message.qn}`
    const open = this.#open.get(key)
    if (!open) return undefined
    const said = returnOf(message)
    if (!said) {
      for (const { name, value } of message.content.flat().slice(0, 50))
        open.data[name.slice(0, 40)] = value.slice(0, 200)
      return undefined
    }
    const isOver = said.kind === 'result' || said.code !== 1
    if (!isOver) return undefined
    this.#open.delete(key)
    const words = (said.kind === 'result' ? results : requestReturns)[said.code]
    return { id: open.id, isDone: said.kind === 'result' && said.code === 1, ...words, data: open.data }
  }
}
