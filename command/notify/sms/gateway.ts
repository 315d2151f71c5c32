import { appendFile } from 'node:fs/promises'
import { maskPhone } from '#city/case/mask.ts'
import type { Secret } from '#kernel/config.ts'
import { post } from '../http-post.ts'

export type Message = { readonly smsId: string; readonly phone: string; readonly text: string }

/** Whatever carries text messages away. Throws where it does not take one; gives the other side's own number if it has one. */
export type Gateway = {
  readonly name: string
  send(message: Message): Promise<string>
}

/** Writes messages to a file, the telephone masked: for a demo, and for a bureau that has no contract yet. */
export const fileGateway = (path: string): Gateway => ({
  name: 'file',
  async send({ smsId, phone, text }) {
    await appendFile(path, `${JSON.stringify({ smsId, phone: maskPhone(phone), text })}\n`, { mode: 0o600 })
    return smsId
  },
})

/** How a provider wants to be asked: `{phone}`, `{text}`, `{id}` and `{secret}` are filled in, escaped for where they stand. */
export type HttpGateway = {
  readonly url: string
  readonly contentType: string
  readonly authorization: string
  readonly body: string
  /** What an answer must contain to count as taken; many providers say 200 to everything. Empty: any 2xx. */
  readonly accepted: string
  readonly secret: Secret | undefined
  readonly allowPrivate: boolean
}

const TIMEOUT_MS = 10_000

/** Asks a provider over HTTP. */
export const httpGateway = (set: HttpGateway): Gateway => ({
  name: 'http',
  async send(message) {
    const answer = await post({ ...requestOf(set, message), timeoutMs: TIMEOUT_MS, allowPrivate: set.allowPrivate })
    const taken = answer.status >= 200 && answer.status < 300 && answer.body.includes(set.accepted)
    // What the provider answered may repeat the number, so only the status is told on.
    if (!taken) throw new Error(`gateway answered ${answer.status}${answer.status < 300 ? ', not accepted' : ''}`)
    return /"(?:id|msgid|messageid|smsid|bizid)"\s*:\s*"?([\w-]{1,80})/i.exec(answer.body)?.[1] ?? ''
  },
})

/** The request for one message: the pure part of the driver. */
export function requestOf(set: HttpGateway, message: Message) {
  const values = { phone: message.phone, text: message.text, id: message.smsId, secret: set.secret?.reveal() ?? '' }
  const fill = (template: string, escaped: (value: string) => string) =>
    template.replaceAll(/\{(phone|text|id|secret)\}/g, (_, name: keyof typeof values) => escaped(values[name]))
  const plain = (value: string) => value.replaceAll(/[\r\n]/g, ' ')
  return {
    url: fill(set.url, encodeURIComponent),
    headers: {
      'content-type': set.contentType,
      ...(set.authorization === '' ? {} : { authorization: fill(set.authorization, plain) }),
    },
    body: fill(set.body, set.contentType.includes('json') ? inJson : encodeURIComponent),
  }
}

const inJson = (value: string): string => JSON.stringify(value).slice(1, -1)
