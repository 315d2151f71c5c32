import { type Point, point } from '#city/place/frame.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** What a district decides for itself about its cases; city data, with defaults for what it leaves open. */
export type DistrictSettings = {
  readonly caseNumber: string
  readonly requireAfterPhoto: boolean
}

export type District = {
  readonly districtId: string
  readonly name: string
  readonly divisionCode: string | null
  readonly timeZone: string
  readonly edition: string
  /** CGCS2000; where a map opens. */
  readonly centre: Point
  readonly settings: DistrictSettings
}

const defaults: DistrictSettings = { caseNumber: '{yyyy}{mm}{dd}{seq:5}', requireAfterPhoto: true }

/** A district with its settings, or undefined. */
export async function findDistrict(db: Db, districtId: string): Promise<District | undefined> {
  const row = await db.find<
    Omit<District, 'settings' | 'centre'> & { settings: Partial<DistrictSettings>; lon: number; lat: number }
  >(sql`
    select district_id as "districtId", name, division_code as "divisionCode", time_zone as "timeZone",
           catalogue_edition as edition, settings, centre_lon as lon, centre_lat as lat
      from city.district where district_id = ${districtId}`)
  if (!row) return undefined
  const { lon, lat, settings, ...rest } = row
  return { ...rest, centre: point(lon, lat), settings: { ...defaults, ...settings } }
}
