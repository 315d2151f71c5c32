import { createHash } from 'node:crypto'
import { Malformed } from '../bytes/malformed.ts'
import { documentOf, instantOf } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import { isSame } from './same.ts'
import type { Pushed, PushShape, Received } from './shape.ts'

type Fields = Readonly<Record<string, unknown>>

/** What OneNET signs: the token, the nonce and the message, by MD5 in Base64 [D]. */
export const signatureOf = (token: string, nonce: string, msg: string): string =>
  createHash('md5')
    .update(token + nonce + msg)
    .digest('base64')

/**
 * 中国移动 OneNET [D]. Its address is tried by a GET whose `msg` is to be given back. It pushes `{ msg, nonce, signature, time,
 * id }`, where `msg` is a document in text: of a thing model `{ deviceName, data: { params } }`, of data streams
 * `{ dev_name | imei, ds_id, value, at }`. What came twice has the same times.
 */
export const onenet: PushShape = {
  name: 'onenet',
  receive({ method, query, body }, token): Received {
    if (method === 'GET') {
      const given = (name: string): string => query.get(name) ?? ''
      const isRight = isSigned({ msg: given('msg'), nonce: given('nonce'), signature: given('signature') }, token)
      return isRight ? { kind: 'answer', text: given('msg') } : unsigned
    }
    const envelope = documentOf(body)
    if (!isObject(envelope) || typeof envelope.msg !== 'string')
      return { kind: 'refused', status: 400, reason: 'value' }
    if (!isSigned(envelope, token)) return unsigned
    const senders = new Set(pushedIn(envelope).map(({ sender }) => sender))
    return { kind: 'messages', messages: [...senders].map((sender) => ({ sender, bytes: body })) }
  },
  read: (bytes) => pushedIn(documentOf(bytes)),
}

const unsigned: Received = { kind: 'refused', status: 401, reason: 'wrong signature' }

function isSigned({ msg, nonce, signature }: Fields, token: string): boolean {
  if (typeof msg !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string') return false
  // A plus sign that was not written as %2B arrives as a space.
  return isSame(signature.replaceAll(' ', '+'), signatureOf(token, nonce, msg))
}

function pushedIn(envelope: unknown): Pushed[] {
  if (!isObject(envelope) || typeof envelope.msg !== 'string') throw new Malformed('value', 0, 'no msg')
  const given = documentOf(Buffer.from(envelope.msg))
  const pushedAt = instantOf(envelope.time)
  return (Array.isArray(given) ? given : [given]).flatMap((one: unknown) => (isObject(one) ? ofOne(one, pushedAt) : []))
}

function ofOne(one: Fields, pushedAt: Date | undefined): Pushed[] {
  const sender = [one.deviceName, one.dev_name, one.imei, one.dev_id].find((name) => name !== undefined)
  if (typeof sender !== 'string' && typeof sender !== 'number') return []
  const params = isObject(one.data) ? one.data.params : undefined
  if (isObject(params)) return ofThing(String(sender), params, pushedAt)
  if (typeof one.ds_id !== 'string' || one.value === undefined) return []
  const at = instantOf(one.at) ?? pushedAt
  return [{ sender: String(sender), ...(at && { at }), document: { [one.ds_id]: one.value } }]
}

// Each property may have a time of its own.
function ofThing(sender: string, params: Fields, pushedAt: Date | undefined): Pushed[] {
  const byTime = new Map<number | undefined, { at?: Date; document: Record<string, unknown> }>()
  for (const [name, given] of Object.entries(params)) {
    const [value, time] = isObject(given) ? [given.value, given.time] : [given, undefined]
    const at = instantOf(time) ?? pushedAt
    const known = byTime.get(at?.getTime()) ?? { ...(at && { at }), document: {} }
    known.document[name] = value
    byTime.set(at?.getTime(), known)
  }
  return [...byTime.values()].map((one) => ({ sender, ...one }))
}
