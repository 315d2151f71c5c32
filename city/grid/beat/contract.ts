import { z } from 'zod'
import { CellCode, Words } from '#city/place/contract.ts'
import { defineRoute, Id } from '#kernel/http/contract.ts'

/** A 责任网格: which cells it has today and who answers for it. */
export const BeatItem = z.object({
  beatId: Id,
  name: z.string(),
  note: z.string().nullable(),
  cellCodes: z.array(CellCode),
  areaM2: z.number(),
  personId: Id.nullable(),
  person: z.string().nullable(),
})

export const BeatInput = z.strictObject({
  name: Words(50).min(1),
  note: Words(500).nullable().default(null),
  cellCodes: z.array(CellCode).max(500),
  /** The collector who answers for it from today; null leaves it without. */
  personId: Id.nullable().default(null),
})

const tag = '网格与地名'
const BeatParams = z.strictObject({ beatId: Id })
const refusals = ['beat_not_found', 'beat_cell_taken', 'cell_not_found', 'beat_person_unfit']

export const listBeats = defineRoute({
  method: 'GET',
  path: '/api/beats',
  tag,
  summary: { zh: '责任网格', en: 'Beats' },
  access: 'place.read',
  reply: z.object({
    items: z.array(BeatItem),
    /** Cells that no beat has. */
    free: z.array(CellCode),
    collectors: z.array(z.object({ personId: Id, name: z.string() })),
  }),
})

export const openBeat = defineRoute({
  method: 'POST',
  path: '/api/beats',
  tag,
  summary: { zh: '新设责任网格', en: 'Open a beat' },
  access: 'place.write',
  body: BeatInput,
  reply: BeatItem,
  problems: refusals,
})

export const changeBeat = defineRoute({
  method: 'POST',
  path: '/api/beats/:beatId',
  tag,
  summary: { zh: '调整责任网格的网格与人员', en: 'Change the cells and the person of a beat' },
  access: 'place.write',
  params: BeatParams,
  body: BeatInput,
  reply: BeatItem,
  problems: refusals,
})

export const closeBeat = defineRoute({
  method: 'POST',
  path: '/api/beats/:beatId/close',
  tag,
  summary: { zh: '撤销责任网格，释放其网格', en: 'Close a beat and free its cells' },
  access: 'place.write',
  params: BeatParams,
  reply: z.object({ beatId: Id }),
  problems: ['beat_not_found'],
})
