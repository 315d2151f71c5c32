import type { Pool } from '#kernel/db/db.ts'
import { readBatch } from '../conveyor/batch.ts'
import { Memory } from '../conveyor/memory.ts'
import { writeSeries } from '../conveyor/values.ts'
import { interpreters } from '../gateway/interpreters.ts'
import { markLate } from '../telemetry/late.ts'
import { dayOf, ensureDays } from '../telemetry/partitions.ts'
import {
  addFacts,
  addSamples,
  addTracks,
  type FramePlace,
  type KeptFrame,
  listDevicesOf,
  listFrames,
  setFaults,
  withoutPacked,
} from './store.ts'

/** Which frames are read again: of one device or of all, received in a half-open range. */
export type Wanted = { districtId: string; device?: string | undefined; from: Date; to: Date }

/** What reading again has changed. `byMetric` counts values that were not there before. */
export type Replayed = { frames: number; readable: number; tracks: number; byMetric: Map<string, number> }

const mostFrames = 2_000

/**
 * Reads kept frames again with the dictionaries that there are now and adds what they say that is not there yet: values, places,
 * facts. Nothing that is there is changed, counts of frames are left alone, and a second time adds nothing.
 */
export async function replayFrames(
  pool: Pool,
  { districtId, device, from, to }: Wanted,
  tell: (line: string) => void = () => undefined,
): Promise<Replayed> {
  const all: Replayed = { frames: 0, readable: 0, tracks: 0, byMetric: new Map() }
  const memory = new Memory()
  for (const one of await listDevicesOf(pool, districtId, device)) {
    let behind: FramePlace | undefined
    for (;;) {
      const frames = await listFrames(pool, one, { from, to, behind, most: mostFrames })
      const last = frames.at(-1)
      if (!last) break
      await replayPart(pool, one, frames, { all, memory })
      behind = last
    }
    tell(`${one.sender} ${all.frames}`)
  }
  return all
}

type Device = Awaited<ReturnType<typeof listDevicesOf>>[number]

async function replayPart(
  pool: Pool,
  device: Device,
  frames: readonly KeptFrame[],
  { all, memory }: { all: Replayed; memory: Memory },
): Promise<void> {
  const { protocol, sender } = device
  const spooled = frames.map(({ receivedAt, position, bytes }) => ({
    record: { protocol, sender, receivedAt: receivedAt.getTime(), bytes },
    next: position,
  }))
  const [news] = readBatch(spooled, () => device, interpreters).devices
  if (!news) return
  await makeDays(pool, news)
  const { added, tracks, readable } = await pool.transaction(async (tx) => {
    const samples = await withoutPacked(tx, device, news.samples)
    const fresh = [{ ...news, samples }]
    await writeSeries(tx, fresh, memory)
    await markLate(tx, fresh)
    return {
      added: await addSamples(tx, device, samples),
      tracks: await addTracks(tx, device, news.tracks),
      readable: await setFaults(tx, device, frames, news.frames),
      facts: await addFacts(tx, device, news),
    }
  })
  all.frames += frames.length
  all.readable += readable
  all.tracks += tracks
  for (const [metric, count] of added) all.byMetric.set(metric, (all.byMetric.get(metric) ?? 0) + count)
}

async function makeDays(pool: Pool, { samples, tracks }: { samples: { at: Date }[]; tracks: { at: Date }[] }) {
  const days = (all: { at: Date }[]): Set<string> => new Set(all.map(({ at }) => dayOf(at)))
  await pool.transaction((tx) => ensureDays(tx, 'sense.telemetry', days(samples)))
  await pool.transaction((tx) => ensureDays(tx, 'sense.track_point', days(tracks)))
}
