import { system } from '#city/case/port.ts'
import type { Locator } from '#city/place/locator.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { intendedFor } from '../finding/policy.ts'
import { tellCase } from '../finding/tell.ts'
import type { Judge } from '../rule/judge.ts'
import { localTime } from '../rule/local-time.ts'
import type { Turn } from '../rule/memory.ts'
import { isSilenceRule } from '../rule/rule.ts'
import { beginTelling, resumeTelling } from '../telling/begin.ts'
import type { Watched } from './device-store.ts'
import { type Span, takeTurn } from './episode.ts'
import { changeEpisode, type Episode, findEpisode, findLast, insertEntry, insertEpisode } from './episode-store.ts'
import { freeMembers, gatherAround, stormLeft } from './gathering.ts'
import type { Lone } from './storm.ts'

/** Why an alarm ends whose condition may still hold. */
const hoursOver = '规则时段结束'

/** What every change of alarms in a district is made with. */
export type Applying = {
  readonly districtId: string
  readonly now: Date
  readonly locator: Locator
}

/** Brings the alarms of a device to what a turn says. Doing it again changes nothing. */
export async function applyTurn(tx: Tx, at: Applying, judge: Judge, device: Watched, turn: Turn): Promise<void> {
  const { ruleId, body } = judge.rule
  const last = await findLast(tx, at.districtId, ruleId, device.deviceId)
  const span = last && { from: last.raisedAt.getTime(), to: last.clearedAt?.getTime() ?? null }
  const change = takeTurn(span, turn, body.flapSeconds * 1000)
  if (change === 'begins') {
    const { at: from, evidence } = turn
    await begin(tx, at, judge, device, { from, again: from, to: null, times: 1, evidence })
  } else if (change === 'again' && last) await beginAgain(tx, at, judge, device, last, turn)
  else if (change === 'ends' && last)
    await end(tx, at, judge.rule.timeZone, last, new Date(turn.at), turn.why === 'hours' ? hoursOver : undefined)
}

/** Records an alarm that has begun; one that came to be known late may have ended already. */
export async function begin(
  tx: Tx,
  at: Applying,
  judge: Judge,
  device: Watched,
  span: Span,
  isLate = false,
): Promise<void> {
  const { ruleId, version, body, timeZone } = judge.rule
  const { districtId, now } = at
  const episodeId = newId()
  const place = placeOf(device, span)
  const streetCode = device.streetCode ?? (place && at.locator.locate(place)?.streetCode) ?? null
  const up = upOf(device, streetCode)
  const intended =
    span.to === null ? intendedFor(body, body.severity, now) : { filing: body.filing ? 'healed' : 'none', fileAt: null }
  const episode = {
    episodeId,
    ruleId,
    ruleVersion: version,
    deviceId: device.deviceId,
    upstream: null,
    upstreamKey: null,
    severity: body.severity,
    isSilence: isSilenceRule(body),
    raisedAt: new Date(span.from),
    lastRaisedAt: new Date(span.again),
    clearedAt: span.to === null ? null : new Date(span.to),
    repeats: span.times,
    evidence: span.evidence,
    up,
    componentCode: device.componentCode,
    streetCode,
    isLate,
    place,
    filing: intended.filing as 'none',
    fileAt: intended.fileAt,
  }
  await insertEpisode(tx, districtId, episode, { now, year: dayIn(timeZone, now).slice(0, 4) })
  await insertEntry(tx, districtId, episodeId, {
    kind: 'raised',
    at: now,
    by: system,
    body: { since: episode.raisedAt.toISOString(), ...(isLate ? { late: true } : {}), evidence: span.evidence },
  })
  if (span.to !== null) {
    const body = { until: new Date(span.to).toISOString() }
    await insertEntry(tx, districtId, episodeId, { kind: 'cleared', at: now, by: system, body })
    return
  }
  if (!isLate) await beginTelling(tx, { ...at, timeZone }, { episodeId, severity: body.severity, body })
  await gatherAround(tx, at, judge, { ...episode, at: span.again }, device)
}

async function beginAgain(
  tx: Tx,
  at: Applying,
  judge: Judge,
  device: Watched,
  last: Episode,
  turn: Turn,
): Promise<void> {
  const { districtId, now } = at
  const head = last.partOf ? await findEpisode(tx, districtId, last.partOf) : undefined
  const isFreed = head?.clearedAt != null
  const waits = last.filing === 'healed' || (isFreed && last.filing === 'member')
  await changeEpisode(tx, districtId, last.episodeId, {
    clearedAt: null,
    lastRaisedAt: new Date(turn.at),
    repeats: last.repeats + 1,
    ...(isFreed ? { partOf: null } : {}),
    ...(waits ? intendedFor(judge.rule.body, last.severity, now) : {}),
  })
  const body = { since: new Date(turn.at).toISOString(), times: last.repeats + 1, evidence: turn.evidence }
  await insertEntry(tx, districtId, last.episodeId, { kind: 'again', at: now, by: system, body })
  if (last.partOf && !isFreed) return
  await resumeTelling(tx, { ...at, timeZone: judge.rule.timeZone }, last.episodeId)
  await gatherAround(tx, at, judge, { ...last, place: null, isLate: false, at: turn.at }, device)
}

/** Records that an alarm has ended; before it became a case it then does not become one, after that the case is told. */
export async function end(
  tx: Tx,
  at: Applying,
  timeZone: string,
  episode: Episode,
  given: Date,
  reason?: string,
): Promise<void> {
  const { districtId, now } = at
  const until = given < episode.lastRaisedAt ? episode.lastRaisedAt : given
  const heals = episode.filing === 'due' || episode.filing === 'asks'
  const change = { clearedAt: until, ...(heals ? { filing: 'healed' as const, fileAt: null } : {}) }
  await changeEpisode(tx, districtId, episode.episodeId, change)
  const body = { until: until.toISOString(), ...(reason ? { reason } : {}) }
  await insertEntry(tx, districtId, episode.episodeId, { kind: 'cleared', at: now, by: system, body })
  if (heals) await insertEntry(tx, districtId, episode.episodeId, { kind: 'healed', at: now, by: system })
  await tellCase(
    tx,
    districtId,
    episode,
    `报警 ${episode.number} 已于 ${localTime(timeZone, until.getTime())} ${reason ? `结束（${reason}）` : '自行恢复'}`,
    now,
  )
  if (episode.members > 0 && episode.deviceId) await freeMembers(tx, { ...at, timeZone }, episode)
  if (!episode.partOf) return
  const storm = await stormLeft(tx, districtId, episode.partOf)
  if (storm) await end(tx, at, timeZone, storm, until)
}

const placeOf = (device: Watched, { evidence }: Span) =>
  evidence.kind === 'fix' ? { frame: 'CGCS2000' as const, lon: evidence.lon, lat: evidence.lat } : device.place

const upOf = (device: Watched, streetCode: string | null): Lone['up'] => ({
  ...(device.upstreamId ? { device: device.upstreamId } : {}),
  ...(device.componentUp ? { component: device.componentUp } : {}),
  gateway: device.protocol,
  ...(streetCode ? { street: streetCode } : {}),
})
