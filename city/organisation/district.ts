import type { District as Ground } from '#city/place/store.ts'
import { findDistrict as findGround } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'

/** What a district decides for itself about its cases; city data, with defaults for what it leaves open. */
export type DistrictSettings = {
  readonly caseNumber: string
  readonly requireAfterPhoto: boolean
}

export type District = Omit<Ground, 'settings'> & { readonly settings: DistrictSettings }

const defaults: DistrictSettings = { caseNumber: '{yyyy}{mm}{dd}{seq:5}', requireAfterPhoto: true }

/** A district with its settings, or undefined. */
export async function findDistrict(db: Db, districtId: string): Promise<District | undefined> {
  const ground = await findGround(db, districtId)
  return ground && { ...ground, settings: { ...defaults, ...ground.settings } }
}
