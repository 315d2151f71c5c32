import { system } from '#city/case/port.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { AlarmTelling } from './contract.ts'
import { roundsOf } from './plan.ts'
import { findTelling, isSeen, type ToldPerson } from './store.ts'

type Row = { step: number; nth: number; at: Date; sms: boolean; origin: string | null; people: ToldPerson[] }
type Notice = { origin: string; personId: string; readAt: Date | null }
type Over = { cleared: boolean; part: boolean; seen: boolean }

/** Who was told of an alarm, whether they have read it, and what comes next; null where its rule tells nobody. */
export async function viewTelling(db: Db, districtId: string, episodeId: string): Promise<AlarmTelling | null> {
  const telling = await findTelling(db, districtId, episodeId)
  if (!telling) return null
  const [rows, over] = await Promise.all([
    db.many<Row>(sql`
      select step, nth, at, sms, origin, people from "analyse".alarm_told
       where district_id = ${districtId} and episode_id = ${episodeId} order by at, step, nth`),
    db.one<Over>(sql`
      select e.cleared_at is not null as cleared, e.part_of is not null as part, ${isSeen(system.id)} as seen
        from "analyse".alarm_episode e where e.district_id = ${districtId} and e.episode_id = ${episodeId}`),
  ])
  const notices = await db.many<Notice>(sql`
    select origin, person_id as "personId", read_at as "readAt" from command.notice
     where district_id = ${districtId} and origin = any(${rows.flatMap(({ origin }) => origin ?? [])}::uuid[])
       and template in ('alarm.told', 'alarm.unseen', 'alarm.noted', 'alarm.waits')`)
  const of = new Map(notices.map((one) => [`${one.origin}/${one.personId}`, one]))
  const round = roundsOf(telling.level)[telling.next]
  const step = round && telling.level.steps[round.step]
  const ended = over.seen ? 'seen' : over.cleared ? 'cleared' : over.part ? 'part' : round ? null : 'done'
  return {
    source: telling.source,
    told: rows.map(({ people, origin, at, ...row }) => ({
      ...{ step: row.step, nth: row.nth, sms: row.sms, at: at.toISOString() },
      people: people.map((person) => {
        const notice = of.get(`${origin}/${person.personId}`)
        const state = notice ? (notice.readAt ? 'read' : 'unread') : 'none'
        return { ...person, state, readAt: notice?.readAt?.toISOString() ?? null }
      }),
    })),
    next:
      !ended && round && step && telling.dueAt
        ? { step: round.step, nth: round.nth, at: telling.dueAt.toISOString(), to: [...step.to], sms: step.sms }
        : null,
    ended,
  }
}
