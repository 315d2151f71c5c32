import { countWorklists } from '#city/case/list.ts'
import { worklists } from '#city/case/worklists.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Stream } from '#kernel/live/stream.ts'
import type { Log } from '#kernel/log.ts'
import { startLoop } from '#kernel/outbox/loop.ts'

/** Beside the events of a live stream: the numbers of the listener's lists, whenever they have changed. */
export const CASES_COUNTED = 'cases.counted'

const EVERY_MS = 1_500

/** People whose lists have the same numbers, counted once for all of them. */
export type CountGroup = {
  /** Something in the group's scope has changed. */
  touch(): void
  join(stream: Stream): void
  leave(stream: Stream): void
}

export type LiveCounts = {
  /** The group of somebody who reads cases; undefined for whoever does not. */
  groupOf(actor: Actor): CountGroup | undefined
  stop(): Promise<void>
}

type Kept = CountGroup & { readonly actor: Actor; readonly streams: Set<Stream>; isStale: boolean; said: string }

/**
 * Keeps the numbers of every open screen's lists. What changes touches the groups that may see it; a touched group is counted
 * once, however many screens show it and however much has changed, and is told where a number differs.
 */
export function startLiveCounts({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): LiveCounts {
  const groups = new Map<string, Kept>()
  const loop = startLoop({
    everyMs: EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'live counts could not be read'),
    step: async () => {
      for (const group of [...groups.values()]) if (group.isStale) await count(pool, group, clock.now())
      return false
    },
  })
  return {
    groupOf(actor) {
      if (!may(actor, 'case.read')) return undefined
      const key = keyOf(actor)
      const known = groups.get(key)
      if (known) return known
      const made = groupFor(actor, () => groups.delete(key))
      groups.set(key, made)
      return made
    },
    stop: () => loop.stop(),
  }
}

/** Whose lists are the same: the same lists, over the same cases. */
export function keyOf(actor: Actor): string {
  const scope = actor.grants.get('case.read')
  const lists = worklists.filter((list) => may(actor, list.permission)).map((list) => list.id)
  const isPersonal = (scope !== 'district' && scope !== 'unit') || lists.includes('my-tasks')
  const whose = isPersonal ? [actor.personId] : scope === 'unit' ? [...actor.unitIds].sort() : []
  return [actor.districtId, scope, ...lists, '|', ...whose].join(' ')
}

function groupFor(actor: Actor, onEmpty: () => void): Kept {
  const streams = new Set<Stream>()
  const group: Kept = {
    actor,
    streams,
    isStale: true,
    said: '',
    touch() {
      group.isStale = true
    },
    join(stream) {
      streams.add(stream)
      // Whoever comes back may have missed what was said meanwhile.
      if (group.said !== '') stream.say(CASES_COUNTED, JSON.parse(group.said))
      else group.isStale = true
    },
    leave(stream) {
      streams.delete(stream)
      if (streams.size === 0) onEmpty()
    },
  }
  return group
}

async function count(pool: Pool, group: Kept, now: Date): Promise<void> {
  group.isStale = false
  const counted = await countWorklists(pool, group.actor, now)
  const text = JSON.stringify(counted)
  if (text === group.said) return
  group.said = text
  for (const stream of [...group.streams]) stream.say(CASES_COUNTED, counted)
}
