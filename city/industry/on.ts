import type { Db } from '#kernel/db/db.ts'
import type { Industry } from './industry.ts'
import { listSwitches } from './store.ts'

/** The industries that are on in a district. */
export async function industriesOn(db: Db, districtId: string, industries: readonly Industry[]): Promise<Industry[]> {
  const turns = await listSwitches(db, districtId)
  return industries.filter(({ id }) => turns.find(({ industryId }) => industryId === id)?.isOn)
}
