import type { Effects } from '#city/emergency/effects.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** What is prepared for an emergency. */
export type Package = {
  readonly packageId: string
  readonly version: number
  readonly name: string
  readonly level: string
  readonly effects: Effects
  readonly changedAt: Date
  readonly changedBy: string
}

const columns = sql.raw(`
  package_id as "packageId", version, name, level, effects, changed_at as "changedAt", changed_by as "changedBy"`)

export const listPackages = (db: Db, districtId: string): Promise<Package[]> =>
  db.many<Package>(sql`
    select ${columns} from command.emergency_package where district_id = ${districtId} order by name`)

export const findPackage = (db: Db, districtId: string, packageId: string): Promise<Package | undefined> =>
  db.find<Package>(sql`
    select ${columns} from command.emergency_package where district_id = ${districtId} and package_id = ${packageId}`)

/** Enters a package or its next version; false where somebody changed it meanwhile. */
export const putPackage = async (tx: Tx, districtId: string, given: Package): Promise<boolean> =>
  (await tx.run(sql`
    insert into command.emergency_package as known
           (district_id, package_id, version, name, level, effects, changed_at, changed_by)
    values (${districtId}, ${given.packageId}, ${given.version}, ${given.name}, ${given.level},
            ${JSON.stringify(given.effects)}, ${given.changedAt}, ${given.changedBy})
    on conflict (district_id, package_id) do update
       set version = excluded.version, name = excluded.name, level = excluded.level, effects = excluded.effects,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by
     where known.version = excluded.version - 1`)) === 1

/** Whether another package of the district has this name. */
export const isNameTaken = async (db: Db, districtId: string, name: string, packageId: string): Promise<boolean> =>
  (await db.find(sql`
    select 1 from command.emergency_package
     where district_id = ${districtId} and name = ${name} and package_id <> ${packageId}`)) !== undefined
