import type { Route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import type { Outward } from './outward.ts'
import { noticeRoutes } from './routes.ts'
import { smsRoutes } from './sms/routes.ts'
import { webhookRoutes } from './webhook/routes.ts'
import { wordRoutes } from './words/routes.ts'

/** Every route of notices: reading them, their words, text messages, and who outside is told. */
export const notifyRoutes = (sealer: Sealer, outward: Outward): readonly Route[] => [
  ...noticeRoutes(sealer),
  ...wordRoutes,
  ...smsRoutes(outward.gateway.name),
  ...webhookRoutes({ sealer, allowPrivate: outward.allowPrivate }),
]
