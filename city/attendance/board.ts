import type { Scoped } from '#city/case/scope.ts'
import { BELIEVED_MS, type Present } from './contract.ts'

/** What one open page of a person says: which case it shows, or none any more. */
export type Said = {
  readonly districtId: string
  readonly personId: string
  readonly name: string
  readonly tab: string
  readonly act: string | null
  /** The case with what its readers are judged by; null when the page has left it. */
  readonly at: { readonly caseId: string; readonly scope: Scoped } | null
}

/** A case at which somebody has come, gone or begun something else. */
export type Changed = { readonly districtId: string; readonly caseId: string; readonly scope: Scoped }

/** More pages than anybody has open; the one silent longest makes room. */
const MOST_PAGES = 20

type Kept = Said & { readonly at: NonNullable<Said['at']>; readonly heardAt: number }

/** Who is where, by what the pages said last. It forgets by itself whoever has been silent for too long. */
export function makeBoard() {
  const pages = new Map<string, Kept>()
  const changedBy = ({ districtId, at }: Kept): Changed => ({ districtId, ...at })
  return {
    /** The cases at which something is different now. */
    hear(said: Said, now: number): readonly Changed[] {
      const key = `${said.districtId}/${said.personId}/${said.tab}`
      const before = pages.get(key)
      const { at } = said
      if (at === null) pages.delete(key)
      else {
        // Put at the end, so that the order of the map is the order in which pages were heard.
        pages.delete(key)
        pages.set(key, { ...said, at, heardAt: now })
        makeRoom(pages, `${said.districtId}/${said.personId}/`)
      }
      const after = pages.get(key)
      if (before && after && before.at.caseId === after.at.caseId && before.act === after.act) return []
      const isMove = before && after && before.at.caseId !== after.at.caseId
      const last = after ?? before
      if (!last) return []
      return isMove ? [changedBy(before), changedBy(after)] : [changedBy(last)]
    },
    /** Lets go of the silent, and says of which cases that tells something new. */
    sweep(now: number): readonly Changed[] {
      const silent = [...pages].filter(([, { heardAt }]) => now - heardAt > BELIEVED_MS)
      for (const [key] of silent) pages.delete(key)
      return silent.map(([, kept]) => changedBy(kept))
    },
    /** Whether this page said the very same less than `ms` ago, so that it need not be passed on again. */
    isFresh({ districtId, personId, tab, act, at }: Said, now: number, ms: number): boolean {
      const known = pages.get(`${districtId}/${personId}/${tab}`)
      if (!known || at === null) return known === undefined && at === null
      return known.at.caseId === at.caseId && known.act === act && now - known.heardAt < ms
    },
    /** Everybody at a case, each once: with several pages open, the one in which something is being done. */
    peopleAt(districtId: string, caseId: string): readonly Present[] {
      const people = new Map<string, Present>()
      for (const kept of pages.values()) {
        if (kept.districtId !== districtId || kept.at.caseId !== caseId) continue
        const known = people.get(kept.personId)
        people.set(kept.personId, {
          personId: kept.personId,
          name: kept.name,
          act: kept.act ?? known?.act ?? null,
        })
      }
      return [...people.values()]
    },
    /** The cases of a district at which there is anybody. */
    casesOf(districtId: string): readonly Changed[] {
      const cases = new Map<string, Changed>()
      for (const kept of pages.values()) if (kept.districtId === districtId) cases.set(kept.at.caseId, changedBy(kept))
      return [...cases.values()]
    },
  }
}

function makeRoom(pages: Map<string, Kept>, prefix: string): void {
  const own = [...pages.keys()].filter((key) => key.startsWith(prefix))
  for (const key of own.slice(0, -MOST_PAGES)) pages.delete(key)
}
