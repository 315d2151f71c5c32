import type { ProblemBody, ReplyOf } from '#kernel/http/contract.ts'
import { citizenPhoto } from '#serve/intake/contract.ts'
import { addressOf, ProblemError } from '#web/kit/client.ts'
import { districtId } from './address.ts'

type Uploaded = ReplyOf<typeof citizenPhoto>

/**
 * Sends the bytes of a photo under its key, telling the share sent (0–1). By XMLHttpRequest, because `fetch` cannot tell.
 * Rejects with `ProblemError`; `offline` when the server was not reached.
 */
export const uploadPhoto = (
  bytes: Blob,
  key: string,
  onSent: (share: number) => void,
  district: string = districtId,
): Promise<Uploaded> =>
  new Promise((resolve, reject) => {
    const wire = new XMLHttpRequest()
    wire.open(citizenPhoto.method, addressOf(citizenPhoto, { params: { district } }))
    wire.timeout = 180_000
    wire.setRequestHeader('idempotency-key', key)
    wire.setRequestHeader('content-type', bytes.type || 'application/octet-stream')
    wire.upload.onprogress = (event) => onSent(event.total ? event.loaded / event.total : 0)
    wire.onload = () => {
      const reply = readJson(wire.responseText)
      if (wire.status >= 200 && wire.status < 300) resolve(reply as Uploaded)
      else reject(new ProblemError(isProblem(reply) ? reply : unreachable))
    }
    wire.onerror = wire.ontimeout = () => reject(new ProblemError(unreachable))
    wire.send(bytes)
  })

const unreachable: ProblemBody = {
  type: 'https://yiwang.dev/problems/offline',
  status: 0,
  code: 'offline',
  title: '网络不通',
  titleEn: 'No connection',
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (reply: unknown): reply is ProblemBody =>
  typeof reply === 'object' && reply !== null && 'code' in reply
