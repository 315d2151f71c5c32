import { loadNationalHolidays } from '#city/calendar/store.ts'
import { loadNationalCatalogue } from '#city/catalogue/load.ts'
import type { Pool } from '#kernel/db/db.ts'

/** Brings the national holiday notices and catalogues that this program ships into the reference tables; equal rows stay. */
export async function loadNational(pool: Pool): Promise<void> {
  await pool.transaction(async (tx) => {
    await loadNationalHolidays(tx)
    await loadNationalCatalogue(tx)
  })
}
