import { NoticeWanted, noticeWanted } from '#city/notice/wanted.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { tellingsOf, toldKinds } from './audience.ts'
import { findHappened } from './case-store.ts'
import { saidIn } from './params.ts'
import { tell } from './port.ts'
import { textedKinds, textReporters } from './sms/reporter.ts'
import { fanOut, isAwaited } from './webhook/delivery-store.ts'
import { outgoingTopics } from './webhook/topics.ts'

type Changed = { readonly caseId: string; readonly seq: number }

/** Notices of what happens to cases, those that other capabilities want told, and what the world outside is to receive. */
export const notifySubscribers: readonly Subscriber[] = [
  {
    name: 'notices',
    topics: ['case.changed', noticeWanted],
    // What the desk registers itself tells nobody, and it is by far the most frequent.
    wants: sql`o.payload ->> 'kind' is null
       or (o.payload ->> 'kind' = any(${[...toldKinds, ...textedKinds]}::text[])
           and not (o.payload ->> 'kind' = 'reported' and o.payload ->> 'reportedBy' <> 'citizen'))`,
    // What happened before there were notices is known to everybody.
    startsAt: 'next',
    apply: (event, tx) => (event.topic === noticeWanted ? tellWanted(tx, event) : tellChanged(tx, event)),
  },
  {
    name: 'webhooks',
    topics: Object.keys(outgoingTopics),
    wants: isAwaited,
    startsAt: 'next',
    apply: async ({ districtId, outboxId }, tx) => void (await fanOut(tx, districtId, outboxId)),
  },
]

async function tellChanged(tx: Tx, { districtId, outboxId, payload, recordedAt }: OutboxEvent): Promise<void> {
  const { caseId, seq } = payload as Changed
  const happened = await findHappened(tx, districtId, caseId, seq)
  if (!happened) return
  const { byId, byName } = happened
  const params = { by: byName, said: saidIn(happened.body) }
  for (const { template, to, reason } of tellingsOf(happened))
    await tell(tx, { districtId, caseId, to, template, reason, byId, params, origin: outboxId, now: recordedAt })
  await textReporters(tx, { districtId, caseId, now: recordedAt }, happened)
}

async function tellWanted(tx: Tx, { districtId, outboxId, payload, recordedAt }: OutboxEvent): Promise<void> {
  const wanted = NoticeWanted.parse(payload)
  await tell(tx, { ...wanted, districtId, origin: outboxId, now: recordedAt })
}
