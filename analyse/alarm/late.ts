import { system } from '#city/case/port.ts'
import type { Tx } from '#kernel/db/db.ts'
import { spanSeconds } from '../rule/condition.ts'
import { judgeHistory } from '../rule/history.ts'
import type { Judge } from '../rule/judge.ts'
import type { Memory } from '../rule/memory.ts'
import { type Applying, begin, end } from './apply.ts'
import type { Watched } from './device-store.ts'
import { type Mending, mend, type Span, spansOf } from './episode.ts'
import { changeEpisode, type Episode, findEpisode, insertEntry, listSince } from './episode-store.ts'
import { readBefore, readHeard } from './value-store.ts'

// What a value was before the stretch is looked for this far back.
const lookBackDays = 7

/**
 * Judges a stretch again because values of it came late: from a little before the first late one up to the present, with all
 * values in the order of the device's own time. Gives the memory as it now is.
 */
export async function judgeAgain(
  tx: Tx,
  at: Applying,
  judge: Judge,
  device: Watched,
  lateFrom: number,
): Promise<Memory> {
  const { districtId, now } = at
  const from = new Date(lateFrom - spanSeconds(judge.rule.body.condition) * 1000 - 1)
  const kept = await listSince(tx, districtId, judge.rule.ruleId, device.deviceId, from)
  const open = kept.find((one) => one.raisedAt < from)
  const wanted = { metrics: [...judge.metrics], fixes: judge.needsFixes }
  const before = await readBefore(
    tx,
    districtId,
    { deviceId: device.deviceId, before: from, days: lookBackDays },
    wanted,
  )
  const stretch = { deviceId: device.deviceId, first: from, last: new Date(now.getTime() + 300_000) }
  const heard = (await readHeard(tx, districtId, [stretch], wanted)).get(device.deviceId) ?? []
  const memory = judge.fresh(open !== undefined)
  for (const one of before) judge.tell(memory, one)
  memory.active = open !== undefined
  const { turns } = judgeHistory(judge, heard, {
    until: now.getTime(),
    silentAfter: device.silentAfter,
    heardAt: before.at(-1)?.at ?? null,
    memory,
  })
  const initial = open && spanOf(open)
  const spans = spansOf(turns, judge.rule.body.flapSeconds * 1000, initial)
  const asKept = kept.map((one) => ({ ...spanOf(one), episodeId: one.episodeId }))
  for (const mending of mend(asKept, spans, lateFrom)) await carryOut(tx, at, judge, device, mending)
  return memory
}

const spanOf = ({ raisedAt, lastRaisedAt, clearedAt, repeats, evidence }: Episode): Span => ({
  from: raisedAt.getTime(),
  again: lastRaisedAt.getTime(),
  to: clearedAt?.getTime() ?? null,
  times: repeats,
  evidence: evidence as Span['evidence'],
})

async function carryOut(tx: Tx, at: Applying, judge: Judge, device: Watched, mending: Mending): Promise<void> {
  const { districtId, now } = at
  if (mending.kind === 'missed') return begin(tx, at, judge, device, mending.span, true)
  const episode = await findEpisode(tx, districtId, mending.episodeId)
  if (!episode) return
  const { timeZone } = judge.rule
  if (mending.kind === 'ended') {
    if (!episode.clearedAt) await end(tx, at, timeZone, episode, new Date(mending.at))
    return
  }
  const isEarlier = mending.kind === 'earlier'
  if (isEarlier) await changeEpisode(tx, districtId, episode.episodeId, { raisedAt: new Date(mending.at) })
  const body = isEarlier
    ? { what: 'earlier', before: episode.raisedAt.toISOString(), after: new Date(mending.at).toISOString() }
    : { what: 'unborne' }
  await insertEntry(tx, districtId, episode.episodeId, { kind: 'mended', at: now, by: system, body })
}
