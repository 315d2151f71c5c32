import { instantOf, localDay } from '#city/calendar/zone.ts'
import { viewPlaceOfCase } from '#city/case/store.ts'
import { policy, postNames } from '#city/organisation/policy.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { fileCase } from '../finding/file.ts'
import { findSubject } from '../finding/store.ts'
import {
  acknowledgeAlarms,
  assignAlarm,
  countAlarms,
  dismissAlarm,
  fileAlarm,
  getAlarm,
  listAlarmPeople,
  listAlarms,
  listCaseAlarms,
  noteAlarm,
} from './contract.ts'
import { type By, changeEpisode, findCaseOf, insertEntry, lockEpisode } from './episode-store.ts'
import { alarmProblems } from './problems.ts'
import { waitForJudging } from './state-store.ts'
import { countStanding, listAlarmPage, listAlarmsOf, viewAlarm } from './view.ts'

const zone = 'Asia/Shanghai'

/** Alarms of devices: who has seen them, who follows them up, what became of them. */
export const alarmRoutes: readonly Route[] = [
  route(listAlarms, ({ tx, actor, query }) => listAlarmPage(tx, actor.districtId, query)),
  route(countAlarms, ({ tx, actor, now }) => {
    const midnight = new Date(instantOf(zone, localDay(zone, now.getTime()), 0))
    return countStanding(tx, actor.districtId, midnight.toISOString())
  }),
  route(getAlarm, ({ tx, actor, params }) => viewAlarm(tx, actor.districtId, params.episodeId)),
  route(listCaseAlarms, async ({ tx, actor, params }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    return { items: await listAlarmsOf(tx, actor.districtId, params.id) }
  }),
  route(acknowledgeAlarms, async ({ tx, actor, body: { episodeIds, note, rehearse }, now }) => {
    const done: { episodeId: string; number: string }[] = []
    const skipped: { episodeId: string; number: string | null; why: 'seen' | 'unknown' }[] = []
    for (const episodeId of [...new Set(episodeIds)].toSorted()) {
      const episode = await lockEpisode(tx, actor.districtId, episodeId)
      if (!episode) skipped.push({ episodeId, number: null, why: 'unknown' })
      else if (episode.acknowledgedAt) skipped.push({ episodeId, number: episode.number, why: 'seen' })
      else {
        done.push({ episodeId, number: episode.number })
        if (rehearse) continue
        await changeEpisode(tx, actor.districtId, episodeId, { acknowledged: { at: now, by: actor.name } })
        await said(tx, actor, episodeId, 'acknowledged', note ? { note } : {}, now)
      }
    }
    return { done, skipped }
  }),
  route(noteAlarm, async ({ tx, actor, params: { episodeId }, body, now }) => {
    await held(tx, actor, episodeId)
    await changeEpisode(tx, actor.districtId, episodeId, {})
    await said(tx, actor, episodeId, 'noted', body, now)
    return viewAlarm(tx, actor.districtId, episodeId)
  }),
  route(assignAlarm, async ({ tx, actor, params: { episodeId }, body: { personId, seen }, now }) => {
    await held(tx, actor, episodeId, seen)
    const people = personId ? await peopleWho(tx, actor.districtId) : []
    const person = people.find((one) => one.personId === personId)
    if (personId && !person) throw alarmProblems.alarm_person_unknown({}, 'body.personId')
    await changeEpisode(tx, actor.districtId, episodeId, { assignedTo: personId })
    await said(tx, actor, episodeId, 'assigned', { personName: person?.name ?? null }, now)
    return viewAlarm(tx, actor.districtId, episodeId)
  }),
  route(fileAlarm, async ({ tx, actor, params: { episodeId }, body: { seen }, now }) => {
    await waitForJudging(tx, actor.districtId)
    const episode = await held(tx, actor, episodeId, seen)
    await mustHaveNoCase(tx, actor, episodeId)
    const subject = await findSubject(tx, actor.districtId, episode)
    const { partOf } = await viewAlarm(tx, actor.districtId, episodeId)
    if (partOf) throw alarmProblems.alarm_part_of_other({ number: partOf.number })
    if (!subject?.body.filing) throw alarmProblems.alarm_no_policy()
    const { confirmedBy } = subject.body.filing
    if (!actor.posts.includes(confirmedBy)) throw alarmProblems.alarm_other_post({ post: postNames[confirmedBy] })
    const rule = { ...subject.body, filing: subject.body.filing }
    await fileCase(tx, { districtId: actor.districtId, now, by: byOf(actor) }, { episode, rule, subject })
    return viewAlarm(tx, actor.districtId, episodeId)
  }),
  route(dismissAlarm, async ({ tx, actor, params: { episodeId }, body: { isFalse, reason, seen }, now }) => {
    await held(tx, actor, episodeId, seen)
    await mustHaveNoCase(tx, actor, episodeId)
    await changeEpisode(tx, actor.districtId, episodeId, {
      filing: 'dismissed',
      fileAt: null,
      verdict: { isTrue: !isFalse, at: now, from: 'person' },
    })
    await said(tx, actor, episodeId, 'dismissed', { reason, isFalse }, now)
    return viewAlarm(tx, actor.districtId, episodeId)
  }),
  route(listAlarmPeople, async ({ tx, actor }) => ({ items: await peopleWho(tx, actor.districtId) })),
]

const byOf = ({ personId, name }: Actor): By => ({ id: personId, name })

const said = (
  tx: Tx,
  actor: Actor,
  episodeId: string,
  kind: Parameters<typeof insertEntry>[3]['kind'],
  body: Readonly<Record<string, unknown>>,
  now: Date,
) => insertEntry(tx, actor.districtId, episodeId, { kind, at: now, by: byOf(actor), body })

/** An alarm, locked; of two who change it at once the second is told of the first. */
async function held(tx: Tx, { districtId }: Actor, episodeId: string, seen?: number) {
  const episode = await lockEpisode(tx, districtId, episodeId)
  if (!episode) throw alarmProblems.alarm_not_found()
  if (seen === undefined || seen === episode.revision) return episode
  const { entries } = await viewAlarm(tx, districtId, episodeId)
  throw alarmProblems.alarm_moved_on({ by: entries[0]?.byName ?? '' }, 'body.seen')
}

async function mustHaveNoCase(tx: Tx, { districtId }: Actor, episodeId: string): Promise<void> {
  if (await findCaseOf(tx, districtId, episodeId)) throw alarmProblems.alarm_filed_already()
}

/** Whose posts may follow alarms up, by the policy table. */
function peopleWho(db: Db, districtId: string): Promise<{ personId: string; name: string; posts: string[] }[]> {
  const posts = Object.keys(policy).filter((post) => 'alarm.write' in (policy[post] ?? {}))
  return db.many(sql`
    select p.person_id as "personId", p.name, array_agg(h.post order by h.post) as posts
      from city.person p join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
     where p.district_id = ${districtId} and p.active and h.post = any(${posts}::text[])
     group by p.person_id, p.name order by p.name`)
}
