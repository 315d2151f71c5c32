import { Malformed } from '../bytes/malformed.ts'
import { documentOf } from '../json/codec.ts'
import type { Directory } from '../protocol.ts'
import { type BlockLimits, Blocks } from './blocks.ts'
import type { Message } from './frame.ts'
import {
  type Block,
  badOption,
  blockOf,
  blockOption,
  jsonFormats,
  numberOf,
  numberOption,
  type Option,
  textsOf,
} from './options.ts'

export const protocolName = 'coap'

/** The longest body that is heard, in one datagram or in blocks. */
export const longestBody = 64 * 1024

// A body waits for its last block as long as a message may come again; all of them together take 16 MiB at most.
const limits: BlockLimits = { mostBytes: longestBody, mostOpen: 2_000, mostHeld: 16 * 1024 * 1024, forgetMs: 247_000 }

/** How a device names itself in the path. */
export const senderPattern = /^[\w.:-]{1,40}$/

/** What a request comes to: a body to keep before it is answered, or an answer at once and what is held against its sender. */
export type Outcome =
  | { kind: 'keep'; sender: string; body: Buffer; options: readonly Option[] }
  | { kind: 'answer'; code: string; options?: readonly Option[]; refused?: { sender: string; reason: string } }

const answer = (code: string, reason?: string, sender = ''): Outcome => ({
  kind: 'answer',
  code,
  ...(reason && { refused: { sender, reason } }),
})

/**
 * Requests to the one resource there is for each device, `POST yiwang/v1/{device}/up?token={credential}`. Reads no clock and no
 * socket. RFC 7252, 5 [S] has the codes.
 */
export class Requests {
  readonly #directory: Directory
  readonly #blocks = new Blocks(limits)

  constructor(directory: Directory) {
    this.#directory = directory
  }

  /** Bytes that wait for the rest of their bodies. */
  get held(): number {
    return this.#blocks.held
  }

  /** What a request from an endpoint comes to. */
  take(endpoint: string, message: Message, now: number): Outcome {
    try {
      return this.#request(endpoint, message, now)
    } catch (fault) {
      if (fault instanceof Malformed) return answer('4.00', fault.reason)
      throw fault
    }
  }

  #request(endpoint: string, { code, options, payload }: Message, now: number): Outcome {
    if (options.some(({ number }) => number === 35 || number === 39)) return answer('5.05', 'no such resource')
    if (badOption(options) !== undefined) return answer('4.02', 'option')
    const [root, version, sender = '', leaf, ...more] = textsOf(options, 'uriPath')
    if (root !== 'yiwang' || version !== 'v1' || leaf !== 'up' || more.length > 0)
      return answer('4.04', 'no such resource')
    if (code !== '0.02') return answer('4.05', 'method')
    const stranger = this.#strangeness(sender, options)
    if (stranger) return answer('4.01', stranger, sender)
    const format = numberOf(options, 'contentFormat')
    if (format !== undefined && !jsonFormats.has(format)) return answer('4.15', 'format', sender)
    const block = blockOf(options)
    if (block) return this.#block(`${endpoint} ${sender}`, sender, { block, payload, now })
    if (payload.length > longestBody) return tooLarge(sender)
    return whole(sender, payload, [])
  }

  // Without a credential that was set for it nobody is heard.
  #strangeness(sender: string, options: readonly Option[]): string | undefined {
    if (!senderPattern.test(sender) || !this.#directory.knows(protocolName, sender)) return 'not registered'
    const token = textsOf(options, 'uriQuery').find((one) => one.startsWith('token='))
    const worth = this.#directory.presented(protocolName, sender, token?.slice('token='.length) ?? '')
    return worth === 'right' ? undefined : worth === 'wrong' ? 'wrong code' : 'no credential set'
  }

  #block(
    key: string,
    sender: string,
    { block, payload, now }: { block: Block; payload: Buffer; now: number },
  ): Outcome {
    const joined = this.#blocks.take(key, block, payload, now)
    const options = [blockOption(block)]
    switch (joined.kind) {
      case 'whole':
        return whole(sender, joined.body, options)
      case 'more':
        return { kind: 'answer', code: '2.31', options }
      case 'gap':
        return { kind: 'answer', code: '4.08', options, refused: { sender, reason: 'a block is missing' } }
      case 'too much':
        return tooLarge(sender)
    }
  }
}

const tooLarge = (sender: string): Outcome => ({
  kind: 'answer',
  code: '4.13',
  options: [numberOption('size1', longestBody)],
  refused: { sender, reason: 'too long' },
})

function whole(sender: string, body: Buffer, options: readonly Option[]): Outcome {
  try {
    documentOf(body)
    return { kind: 'keep', sender, body, options }
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault
    return { kind: 'answer', code: '4.00', options, refused: { sender, reason: fault.reason } }
  }
}
