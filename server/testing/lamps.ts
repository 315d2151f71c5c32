import type { NewComponent } from '#city/component/store.ts'
import type { Point } from '#city/place/frame.ts'
import { inTown, town } from './town.ts'

/** A street lamp of the town, by the last six digits of its code. */
export const lamp = (sequence: number, place: Point = inTown): NewComponent => ({
  code: `51339901003${String(sequence).padStart(6, '0')}`,
  name: '路灯',
  place,
  cellCode: town.cells[0],
  streetCode: null,
  communityCode: null,
  managerCode: null,
  managerName: null,
  ownerCode: null,
  ownerName: null,
  maintainerCode: null,
  maintainerName: null,
  state: 'intact',
  initialDate: '2026-01-01',
  changedDate: null,
  dataSource: null,
  accuracy: null,
  address: null,
  note: null,
  attributes: {},
  legacyCode: null,
})
