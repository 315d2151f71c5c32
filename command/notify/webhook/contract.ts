import { z } from 'zod'
import { stepNames } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { outgoingTopics } from './topics.ts'

export { outgoingTopics, TEST_TOPIC } from './topics.ts'

const tag = '外发'
const access = 'notify.write'

const topicNames = Object.keys(outgoingTopics) as [keyof typeof outgoingTopics, ...(keyof typeof outgoingTopics)[]]
const eventKinds = Object.keys(stepNames) as [keyof typeof stepNames, ...(keyof typeof stepNames)[]]

const params = z.strictObject({ destinationId: Id })

const Subscription = {
  name: z.string().trim().min(1).max(60),
  url: z.url({ protocol: /^https?$/, hostname: /^[^@]+$/ }).max(500),
  topics: z.array(z.enum(topicNames)).min(1).max(20),
  /** Empty for every kind of event. */
  kinds: z.array(z.enum(eventKinds)).max(eventKinds.length).default([]),
}

export const DestinationItem = z.object({
  destinationId: Id,
  name: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  kinds: z.array(z.string()),
  enabled: z.boolean(),
  disabledWhy: z.string().nullable(),
  hasSecret: z.boolean(),
  formerUntil: Instant.nullable(),
  madeAt: Instant,
  pending: z.int(),
  dead: z.int(),
  lastAt: Instant.nullable(),
})
export type DestinationItem = z.output<typeof DestinationItem>

export const listDestinations = defineRoute({
  method: 'GET',
  path: '/api/notify/destinations',
  tag,
  summary: { zh: '外发接收端与各自积压', en: 'Webhook destinations and what waits for each' },
  access,
  reply: z.object({ items: z.array(DestinationItem) }),
})

export const addDestination = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations',
  tag,
  summary: { zh: '登记接收端；取得密钥后才能启用', en: 'Enter a destination; it can be enabled once it has a secret' },
  access,
  body: z.strictObject(Subscription),
  reply: z.object({ destinationId: Id }),
  problems: ['destination_url'],
})

export const changeDestination = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId',
  tag,
  summary: { zh: '修改、启用或停用接收端', en: 'Change, enable or disable a destination' },
  access,
  params,
  body: z.strictObject({ ...Subscription, enabled: z.boolean() }),
  reply: z.object({ destinationId: Id }),
  problems: ['destination_not_found', 'destination_url', 'destination_secret_missing'],
})

export const drawSecret = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId/secret',
  tag,
  summary: {
    zh: '生成新密钥，只显示这一次；旧密钥再用 24 小时',
    en: 'A new secret, shown this once; the old one holds another 24 hours',
  },
  access,
  params,
  outsideLedger: true,
  reply: z.object({ secret: z.string(), formerUntil: Instant.nullable() }),
  problems: ['destination_not_found'],
})

export const testDestination = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId/test',
  tag,
  summary: { zh: '发送一条测试消息', en: 'Send a test' },
  access,
  params,
  body: z.strictObject({}),
  reply: z.object({ deliveryId: Id }),
  problems: ['destination_not_found', 'destination_not_enabled'],
})

export const removeDestination = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId/remove',
  tag,
  summary: { zh: '移除接收端，记录保留', en: 'Remove a destination; its log stays' },
  access,
  params,
  body: z.strictObject({}),
  reply: z.object({ destinationId: Id }),
  problems: ['destination_not_found'],
})

const Stretch = { from: Instant, to: Instant }

export const countReplay = defineRoute({
  method: 'GET',
  path: '/api/notify/destinations/:destinationId/replay',
  tag,
  summary: { zh: '这段时间重发将有多少条', en: 'How many a replay of this time would send' },
  access,
  params,
  query: z.strictObject(Stretch),
  reply: z.object({ count: z.int() }),
  problems: ['destination_not_found', 'replay_window'],
})

export const replayDestination = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId/replay',
  tag,
  summary: { zh: '按时间段重发，编号不变', en: 'Send a stretch of time again, under the same ids' },
  access,
  params,
  body: z.strictObject(Stretch),
  reply: z.object({ count: z.int() }),
  problems: ['destination_not_found', 'replay_window'],
})

export const retryDeliveries = defineRoute({
  method: 'POST',
  path: '/api/notify/destinations/:destinationId/retry',
  tag,
  summary: { zh: '重投死信：指定的几条，或全部', en: 'Retry dead letters: those named, or all' },
  access,
  params,
  body: z.strictObject({ deliveryIds: z.array(Id).min(1).max(500).optional() }),
  reply: z.object({ count: z.int() }),
  problems: ['destination_not_found'],
})

export const DeliveryItem = z.object({
  deliveryId: Id,
  topic: z.string(),
  kind: z.string().nullable(),
  state: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.int(),
  replays: z.int(),
  happenedAt: Instant,
  nextAttemptAt: Instant,
  deliveredAt: Instant.nullable(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
})
export type DeliveryItem = z.output<typeof DeliveryItem>

export const listDeliveries = defineRoute({
  method: 'GET',
  path: '/api/notify/destinations/:destinationId/deliveries',
  tag,
  summary: { zh: '投递记录，新的在前', en: 'The delivery log, newest first' },
  access,
  params,
  query: z.strictObject({
    state: z.enum(['pending', 'delivered', 'dead']).optional(),
    cursor: z
      .string()
      .regex(/^[0-9: .+-]{10,40}\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(DeliveryItem), next: z.string().nullable() }),
  problems: ['destination_not_found'],
})

export const listAttempts = defineRoute({
  method: 'GET',
  path: '/api/notify/destinations/:destinationId/deliveries/:deliveryId/attempts',
  tag,
  summary: { zh: '一条消息的各次投递', en: 'The attempts to deliver one message' },
  access,
  params: z.strictObject({ destinationId: Id, deliveryId: Id }),
  reply: z.object({
    items: z.array(
      z.object({ at: Instant, tookMs: z.int(), status: z.int().nullable(), error: z.string().nullable() }),
    ),
  }),
})
