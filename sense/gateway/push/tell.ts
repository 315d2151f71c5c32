import type { Log } from '#kernel/log.ts'
import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { documentOf, isMapping, Malformed } from '../json/codec.ts'
import { answerIn, commandOf } from '../mqtt/command.ts'
import type { Directory } from '../protocol.ts'

export type PushTelling = {
  /** Where a platform takes commands: an address with `{platform}` and `{device}` in it. */
  url: string
  /** What stands in the `Authorization` header. */
  authorization: string
  directory: Directory
  log: Log
  onAnswer: (answer: InstructionAnswer) => void
  timeoutMs?: number
}

const usualTimeoutMs = 10_000
const longestReply = 64 * 1024

/**
 * Tells devices that speak through the platform of an operator, by a POST of JSON as the device's mapping says it. The platform's
 * reply is the answer where the mapping finds one in it; else what it took is done as far as it can be known, and what it refused
 * has failed. A platform that cannot be reached is asked again until the instruction expires.
 */
export const pushTeller =
  (platform: string, { url, authorization, directory, log, onAnswer, timeoutMs = usualTimeoutMs }: PushTelling) =>
  async (sender: string, instruction: Instruction): Promise<boolean> => {
    const mapping = directory.mappingOf?.(platform, sender)
    const address = url.replaceAll('{platform}', platform).replaceAll('{device}', encodeURIComponent(sender))
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: commandOf(instruction, mapping),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const said = Buffer.from((await response.text()).slice(0, longestReply))
      if (response.status >= 500) return false
      onAnswer(answerOf(instruction, { isTaken: response.ok, status: response.status, said, mapping }))
      return true
    } catch (error) {
      if (error instanceof Malformed) throw error
      log.warn({ err: error, platform }, 'a platform could not be told')
      return false
    }
  }

type Reply = { isTaken: boolean; status: number; said: Buffer; mapping: unknown }

function answerOf({ id }: Instruction, { isTaken, status, said, mapping }: Reply): InstructionAnswer {
  const own =
    isTaken && isMapping(mapping) && mapping.answer ? answerIn(withId(said, id, mapping.answer.id), mapping) : undefined
  if (own) return { ...own, id }
  return isTaken
    ? { id, isDone: true, zh: '平台已接收', en: 'taken by the platform' }
    : { id, isDone: false, zh: `平台拒绝（${status}）`, en: `refused by the platform (${status})` }
}

// A reply to one request needs not repeat its id: what it has else is read all the same.
function withId(said: Buffer, id: string, path: string): Buffer {
  try {
    const document = documentOf(said)
    const isPlain = typeof document === 'object' && document !== null && /^\w{1,40}$/.test(path)
    return isPlain && !Object.hasOwn(document, path) ? Buffer.from(JSON.stringify({ ...document, [path]: id })) : said
  } catch {
    return said
  }
}
