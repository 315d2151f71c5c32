import { system } from '#city/case/port.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { intendedFor } from '../finding/policy.ts'
import { findSubject } from '../finding/store.ts'
import type { Judge } from '../rule/judge.ts'
import { worse } from '../rule/severity.ts'
import { beginTelling, resumeTelling } from '../telling/begin.ts'
import type { Watched } from './device-store.ts'
import {
  changeEpisode,
  countStandingMembers,
  type Episode,
  findEpisode,
  findRoot,
  findStorm,
  insertEntry,
  insertEpisode,
  listHanging,
  listLone,
  listStandingMembers,
  type NewEpisode,
} from './episode-store.ts'
import { type Gathered, gather } from './storm.ts'

type Began = NewEpisode & { readonly at: number }
type Where = { readonly districtId: string; readonly now: Date }

/**
 * Looks whether an alarm that has just begun is one of many with one cause. The silence of the device it hangs on is the
 * cause by itself; else an alarm of many that stands takes it in; else it may make up one with others that stand alone.
 */
export async function gatherAround(tx: Tx, at: Where, judge: Judge, began: Began, device: Watched): Promise<void> {
  const { districtId } = at
  if (began.isSilence) {
    const root = device.upstreamId ? await findRoot(tx, districtId, device.upstreamId) : undefined
    if (root) return takeIn(tx, at, root, [began.episodeId])
    const hanging = await listHanging(tx, districtId, device.deviceId)
    const own = hanging.length > 0 ? await findEpisode(tx, districtId, began.episodeId) : undefined
    if (own)
      return takeIn(
        tx,
        at,
        own,
        hanging.map(({ episodeId }) => episodeId),
      )
  }
  const storm = await findStorm(tx, districtId, began.ruleId, began.up)
  if (storm) return takeIn(tx, at, storm, [began.episodeId])
  const { storm: limits } = judge.rule.body
  const around = { at: new Date(began.at), withinSeconds: limits.withinSeconds }
  const others = await listLone(tx, districtId, began.ruleId, around)
  const one = { episodeId: began.episodeId, at: began.at, up: began.up }
  const found = gather(
    one,
    others.filter(({ episodeId }) => episodeId !== one.episodeId),
    limits,
  )
  if (found) await makeStorm(tx, at, judge, began, found)
}

async function makeStorm(
  tx: Tx,
  at: Where,
  judge: Judge,
  began: Began,
  { upstream, key, members }: Gathered,
): Promise<void> {
  const { districtId, now } = at
  const { body, timeZone } = judge.rule
  const severity = worse(body.severity)
  const first = new Date(Math.min(...members.map((one) => one.at)))
  const storm: NewEpisode = {
    ...began,
    episodeId: newId(),
    deviceId: null,
    upstream,
    upstreamKey: key,
    severity,
    raisedAt: first,
    lastRaisedAt: first,
    repeats: 1,
    up: {},
    ...intendedFor(body, severity, now),
  }
  await insertEpisode(tx, districtId, storm, { now, year: dayIn(timeZone, now).slice(0, 4) })
  const raised = { since: first.toISOString(), upstream, key, members: members.length }
  await insertEntry(tx, districtId, storm.episodeId, { kind: 'raised', at: now, by: system, body: raised })
  await beginTelling(tx, { ...at, timeZone }, { episodeId: storm.episodeId, severity, body })
  const own = await findEpisode(tx, districtId, storm.episodeId)
  if (!own) return
  await takeIn(
    tx,
    at,
    own,
    members.map(({ episodeId }) => episodeId),
  )
}

/** Makes alarms parts of another. What waited to become a case of its own waits no longer. */
async function takeIn(tx: Tx, at: Where, head: Episode, episodeIds: readonly string[]): Promise<void> {
  const { districtId, now } = at
  for (const episodeId of episodeIds) {
    const member = await findEpisode(tx, districtId, episodeId)
    if (!member || member.partOf || member.episodeId === head.episodeId) continue
    const waits = member.filing === 'due' || member.filing === 'asks'
    await changeEpisode(tx, districtId, episodeId, {
      partOf: head.episodeId,
      ...(waits ? { filing: 'member' as const, fileAt: null } : {}),
    })
    const into = { into: head.number, intoId: head.episodeId }
    await insertEntry(tx, districtId, episodeId, { kind: 'gathered', at: now, by: system, body: into })
  }
  const members = await countStandingMembers(tx, districtId, head.episodeId)
  await changeEpisode(tx, districtId, head.episodeId, { members: Math.max(members, head.members) })
}

/** What still stands when its cause has ended stands alone again. */
export async function freeMembers(
  tx: Tx,
  { districtId, now, timeZone }: Where & { readonly timeZone: string },
  head: Episode,
): Promise<void> {
  for (const member of await listStandingMembers(tx, districtId, head.episodeId)) {
    const subject = member.filing === 'member' ? await findSubject(tx, districtId, member) : undefined
    await changeEpisode(tx, districtId, member.episodeId, {
      partOf: null,
      ...(subject ? intendedFor(subject.body, member.severity, now) : {}),
    })
    const body = { outOf: head.number, outOfId: head.episodeId }
    await insertEntry(tx, districtId, member.episodeId, { kind: 'gathered', at: now, by: system, body })
    await resumeTelling(tx, { districtId, now, timeZone }, member.episodeId)
  }
}

/** The alarm of many that a member has just left, if nothing of it stands any more; one of a device ends by itself. */
export async function stormLeft(tx: Tx, districtId: string, episodeId: string): Promise<Episode | undefined> {
  const head = await findEpisode(tx, districtId, episodeId)
  if (!head || head.deviceId !== null || head.clearedAt) return undefined
  return (await countStandingMembers(tx, districtId, episodeId)) === 0 ? head : undefined
}
