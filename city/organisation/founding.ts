import { copyRows } from '#kernel/db/bulk.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'

export type NewUnit = {
  readonly unitId: string
  readonly name: string
  readonly kind: 'bureau' | 'centre' | 'office' | 'company' | 'contractor' | 'police' | 'street'
  readonly creditCode?: string | null
  readonly parentId?: string | null
  readonly areaCode?: string | null
}

export type NewPerson = {
  readonly personId: string
  readonly name: string
  readonly accountId: string | null
  readonly posts: readonly { readonly post: string; readonly unitId: string }[]
}

export type NewDuty = {
  readonly kind: 'component' | 'matter' | null
  readonly category: string
  readonly areaCode: string
  readonly unitId: string
  readonly basis: string
}

/** Enters units; parents before children. */
export const putUnits = (tx: Tx, districtId: string, units: readonly NewUnit[]): Promise<number> =>
  copyRows(
    tx,
    'city.unit',
    {
      district_id: 'text',
      unit_id: 'text',
      name: 'text',
      kind: 'text',
      credit_code: 'text',
      parent_id: 'text',
      area_code: 'text',
    },
    units.map((unit) => [districtId, unit.unitId, unit.name, unit.kind, unit.creditCode, unit.parentId, unit.areaCode]),
  )

/** Enters people with the posts they hold. */
export async function putPeople(tx: Tx, districtId: string, people: readonly NewPerson[]): Promise<number> {
  const count = await copyRows(
    tx,
    'city.person',
    { district_id: 'text', person_id: 'uuid', account_id: 'text', name: 'text', unit_id: 'text' },
    people.map((person) => [
      districtId,
      person.personId,
      person.accountId,
      person.name,
      person.posts[0]?.unitId ?? null,
    ]),
  )
  await copyRows(
    tx,
    'city.post_holding',
    { district_id: 'text', person_id: 'uuid', post: 'text', unit_id: 'text' },
    people.flatMap((person) => person.posts.map(({ post, unitId }) => [districtId, person.personId, post, unitId])),
  )
  return count
}

/** Enters the duty table: who answers for which category where, from a day on. */
export const putDuties = (tx: Tx, districtId: string, day: string, duties: readonly NewDuty[]): Promise<number> =>
  copyRows(
    tx,
    'city.duty_area',
    {
      district_id: 'text',
      duty_id: 'uuid',
      kind: 'text',
      category: 'text',
      area_code: 'text',
      unit_id: 'text',
      valid_from: 'date',
      basis: 'text',
    },
    duties.map((duty) => [districtId, newId(), duty.kind, duty.category, duty.areaCode, duty.unitId, day, duty.basis]),
  )

/** Gives beats to collectors from a day on. */
export const putBeatDuties = (
  tx: Tx,
  districtId: string,
  day: string,
  duties: readonly { readonly beatId: string; readonly personId: string }[],
): Promise<number> =>
  copyRows(
    tx,
    'city.beat_duty',
    { district_id: 'text', beat_id: 'uuid', person_id: 'uuid', valid_from: 'date' },
    duties.map((duty) => [districtId, duty.beatId, duty.personId, day]),
  )

/** Enters shifts, half-open. */
export const putShifts = (
  tx: Tx,
  districtId: string,
  shifts: readonly { readonly personId: string; readonly startsAt: Date; readonly endsAt: Date }[],
): Promise<number> =>
  copyRows(
    tx,
    'city.shift',
    { district_id: 'text', shift_id: 'uuid', person_id: 'uuid', starts_at: 'timestamptz', ends_at: 'timestamptz' },
    shifts.map((shift) => [districtId, newId(), shift.personId, shift.startsAt, shift.endsAt]),
  )
