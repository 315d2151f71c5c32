import { gbkText } from '../bytes/gbk.ts'
import type { Instruction, InstructionAnswer } from '../instruction.ts'
import type { Read } from './codec.ts'
import { asksForData, replyWords } from './instruct.ts'
import { parameterKey, parameterValue } from './parameter-names.ts'
import { settingsIn } from './settings.ts'

const most = 100

/** What a terminal was told and has not answered, by the serial of what told it. */
export class Told {
  readonly #open = new Map<number, Instruction>()

  add(serial: number, instruction: Instruction): void {
    if (this.#open.size >= most) this.#open.delete(this.#open.keys().next().value!)
    this.#open.set(serial, instruction)
  }

  /** What a message answers. A general reply that all is well is no end where something was asked for. */
  answered(read: Read): InstructionAnswer | undefined {
    const replyTo = 'replyTo' in read.body && typeof read.body.replyTo === 'number' ? read.body.replyTo : undefined
    const told = replyTo === undefined ? undefined : this.#open.get(replyTo)
    if (!told || replyTo === undefined) return undefined
    const answer = answerOf(told, read)
    if (answer) this.#open.delete(replyTo)
    return answer
  }
}

// A setting as it was asked for: all that the terminal said, in its order.
const itemsOf = (given: readonly { id: number; bytes: Uint8Array }[]): Record<string, string | number> =>
  Object.fromEntries(given.map(({ id, bytes }) => [parameterKey(id), parameterValue(id, bytes, gbkText)]))

function answerOf({ id, kind }: Instruction, read: Read): InstructionAnswer | undefined {
  switch (read.name) {
    case 'terminalReply': {
      const { result } = read.body
      if (result === 0 && asksForData.has(kind)) return undefined
      return { id, isDone: result === 0, ...replyWords[result] }
    }
    case 'parameters': {
      const { parameters } = read.body
      const data = kind === 'read-parameters' ? itemsOf(parameters) : settingsIn(parameters)
      return { id, isDone: true, ...replyWords[0], data }
    }
    case 'locationReply':
    case 'controlReply': {
      const { latitude, longitude } = read.body.location
      return { id, isDone: true, ...replyWords[0], data: { lat: latitude / 1e6, lon: longitude / 1e6 } }
    }
    case 'snapshotReply': {
      const { result, ids } = read.body
      return { id, isDone: result === 0, ...replyWords[result === 0 ? 0 : 1], data: { photographs: ids.length } }
    }
    default:
      return undefined
  }
}
