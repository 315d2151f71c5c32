import { join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import { fileGateway, type Gateway, httpGateway } from './sms/gateway.ts'

/** How this machine reaches the world outside. */
export type Outward = {
  /** Whether addresses of our own network may be reached. */
  readonly allowPrivate: boolean
  readonly gateway: Gateway
  /** Where the public reaches this installation. */
  readonly publicUrl: string
}

/** Text messages go to the gateway of the settings, or into a file where there is none. */
export function outwardOf(config: Config): Outward {
  const allowPrivate = config.WEBHOOK_PRIVATE === 'yes'
  const publicUrl = config.PUBLIC_URL
  if (config.SMS_URL === '') return { allowPrivate, publicUrl, gateway: fileGateway(join(config.DATA_DIR, 'sms.log')) }
  const gateway = httpGateway({
    url: config.SMS_URL,
    contentType: config.SMS_CONTENT_TYPE || 'application/json',
    authorization: config.SMS_AUTHORIZATION,
    body: config.SMS_BODY || '{"phone":"{phone}","text":"{text}","id":"{id}"}',
    accepted: config.SMS_ACCEPTED,
    secret: config.SMS_SECRET,
    allowPrivate,
  })
  return { allowPrivate, publicUrl, gateway }
}
