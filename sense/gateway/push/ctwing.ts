import { documentOf, instantOf } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import { isSame } from './same.ts'
import type { Pushed, PushShape, Received } from './shape.ts'

/**
 * 中国电信 CTWing (AEP) [D, secondary]. It signs nothing, so that the address it is given carries the token:
 * `/push/ctwing?token=…`, or a header `authorization`. It pushes one message, or several, `{ messageType, deviceId, timestamp,
 * payload }`; `payload` is a document, or `{ APPdata }` with a document in Base64. Other message types than `dataReport` and
 * `dataReportTcp` carry no values.
 */
export const ctwing: PushShape = {
  name: 'ctwing',
  receive({ method, query, headers, body }, token): Received {
    const given = query.get('token') ?? headers.authorization?.replace(/^Bearer /i, '') ?? ''
    if (!isSame(given, token)) return { kind: 'refused', status: 401, reason: 'wrong signature' }
    if (method === 'GET') return { kind: 'answer', text: 'ok' }
    const senders = new Set(messagesIn(documentOf(body)).map(({ deviceId }) => deviceId))
    return { kind: 'messages', messages: [...senders].map((sender) => ({ sender, bytes: body })) }
  },
  read: (bytes) => messagesIn(documentOf(bytes)).flatMap(pushedIn),
}

type Message = Readonly<Record<string, unknown>> & { deviceId: string }

const messagesIn = (document: unknown): Message[] =>
  (Array.isArray(document) ? document : [document]).filter(
    (one: unknown): one is Message => isObject(one) && typeof one.deviceId === 'string' && one.deviceId !== '',
  )

function pushedIn({ deviceId, messageType, timestamp, payload, eventContent }: Message): Pushed[] {
  const isReport = messageType === undefined || /^(dataReport|eventReport)/.test(String(messageType))
  const document = documentIn(payload ?? eventContent)
  if (!isReport || document === undefined) return []
  const at = instantOf(timestamp)
  return [{ sender: deviceId, ...(at && { at }), document }]
}

// What a device sent through without a thing model stands in Base64; where that is no document, only its own maker can read it.
function documentIn(payload: unknown): unknown {
  if (!isObject(payload)) return undefined
  if (typeof payload.APPdata !== 'string') return payload
  try {
    return documentOf(Buffer.from(payload.APPdata, 'base64'))
  } catch {
    return undefined
  }
}
