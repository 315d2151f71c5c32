import { createHash } from 'node:crypto'
import { documentOf, instantOf } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import { isSame } from './same.ts'
import type { Pushed, PushShape, Received } from './shape.ts'

/** What IoTDA signs where a token is set with its rule: token, time and nonce in alphabetical order, by SHA-256 [K]. */
export const signatureOf = (token: string, timestamp: string, nonce: string): string =>
  createHash('sha256').update([token, timestamp, nonce].toSorted().join('')).digest('hex')

/**
 * 华为云 IoTDA [D]. It pushes `{ resource, event, event_time, notify_data: { header: { device_id }, body: { services: [{
 * service_id, properties, event_time }] } } }`. Properties are known as `service_id.name`, since two services may have the same.
 */
export const iotda: PushShape = {
  name: 'iotda',
  receive({ method, query, headers, body }, token): Received {
    const { timestamp = '', nonce = '', signature = '' } = headers
    const isSigned = signature !== '' && isSame(signature.toLowerCase(), signatureOf(token, timestamp, nonce))
    if (!isSigned && !isSame(query.get('token') ?? '', token)) {
      return { kind: 'refused', status: 401, reason: 'wrong signature' }
    }
    if (method === 'GET') return { kind: 'answer', text: 'ok' }
    const sender = senderIn(documentOf(body))
    return sender === undefined
      ? { kind: 'messages', messages: [] }
      : { kind: 'messages', messages: [{ sender, bytes: body }] }
  },
  read: (bytes) => pushedIn(documentOf(bytes)),
}

const dataOf = (document: unknown) =>
  isObject(document) && isObject(document.notify_data) ? document.notify_data : undefined

function senderIn(document: unknown): string | undefined {
  const header = dataOf(document)?.header
  const id = isObject(header) ? (header.device_id ?? header.node_id) : undefined
  return typeof id === 'string' && id !== '' ? id : undefined
}

function pushedIn(document: unknown): Pushed[] {
  const sender = senderIn(document)
  const body = dataOf(document)?.body
  if (sender === undefined || !isObject(body) || !Array.isArray(body.services)) return []
  const pushedAt = isObject(document) ? utc(document.event_time) : undefined
  return body.services.flatMap((service: unknown): Pushed[] => {
    if (!isObject(service) || !isObject(service.properties)) return []
    const at = utc(service.event_time) ?? pushedAt
    const named = Object.entries(service.properties).map(([name, value]) => [`${service.service_id}.${name}`, value])
    return [{ sender, ...(at && { at }), document: Object.fromEntries(named) }]
  })
}

// Its times are of UTC whether they say so or not.
const utc = (value: unknown): Date | undefined =>
  typeof value === 'string' && !/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? instantOf(`${value}Z`) : instantOf(value)
