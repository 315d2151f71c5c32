import type { Limit } from '#city/calendar/unit.ts'
import type { CaseRules } from '#city/case/event.ts'
import { usualRules } from '#city/case/state.ts'
import { type Rung, usualLadder } from '#city/case/watch.ts'
import type { District as Ground } from '#city/place/store.ts'
import { findDistrict as findGround } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** What a district decides for itself about its cases; city data, with defaults for what it leaves open. */
export type DistrictSettings = {
  readonly caseNumber: string
  readonly requireAfterPhoto: boolean
  /** Levels of approval, files that must be attached, days for a citizen's veto; a case keeps those it began under. */
  readonly rules: CaseRules
  /** When an answer counts as given on the spot. */
  readonly presence: PresenceRules
  /** How long a unit has to answer an urge order, and whether lateness issues one by itself. */
  readonly urge: UrgeRules
  /** The weekly second look at closed cases. */
  readonly sample: SampleRules
  /** The rungs of escalation of every clock. */
  readonly ladder: readonly Rung[]
}

/** How far from the place, how vague and how old a position may be and still count [J]. */
export type PresenceRules = {
  readonly maxMetres: number
  readonly maxAccuracyMetres: number
  readonly maxAgeMinutes: number
}

/** Urging in a district: the usual limit of an answer, and orders that lateness issues by itself (督办类型“超时自动” [S18]). */
export type UrgeRules = { readonly limit: Limit; readonly automatic: boolean }

/** How many closed cases are looked at again each week, from which strata, and how the number is shared out [J]. */
export type SampleRules = {
  readonly perWeek: number
  readonly least: number
  readonly by: 'unit' | 'street'
  readonly allocation: 'proportional' | 'neyman'
}

export type District = Omit<Ground, 'settings'> & { readonly settings: DistrictSettings }

const defaults: DistrictSettings = {
  caseNumber: '{yyyy}{mm}{dd}{seq:5}',
  requireAfterPhoto: true,
  rules: usualRules,
  presence: { maxMetres: 100, maxAccuracyMetres: 100, maxAgeMinutes: 10 },
  urge: { limit: { value: 1, unit: 'work_day' }, automatic: true },
  sample: { perWeek: 40, least: 2, by: 'unit', allocation: 'neyman' },
  ladder: usualLadder,
}

/** A district with its settings, or undefined. */
export async function findDistrict(db: Db, districtId: string): Promise<District | undefined> {
  const ground = await findGround(db, districtId)
  if (!ground) return undefined
  const settings: DistrictSettings = { ...defaults, ...ground.settings }
  return { ...ground, settings: { ...settings, rules: { ...usualRules, ...settings.rules } } }
}

/** Puts a ladder in force; what is armed by the one before has to be looked at again. */
export const setLadder = (tx: Tx, districtId: string, ladder: readonly Rung[]): Promise<number> =>
  tx.run(sql`
    update city.district set settings = settings || ${JSON.stringify({ ladder })}::jsonb
     where district_id = ${districtId}`)
