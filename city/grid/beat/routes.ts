import { dayOf } from '#city/place/answer.ts'
import {
  closeBeat as close,
  listBeats as list,
  openBeat as open,
  renameBeat,
  setBeatCells,
} from '#city/place/beat-store.ts'
import { listCells } from '#city/place/cell-store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { listBeatPeople } from '../store.ts'
import { changeBeat, closeBeat, listBeats, openBeat } from './contract.ts'
import { listFitCollectors, setBeatPerson } from './people.ts'

async function beatsOf(db: Db, districtId: string, day: string) {
  const [beats, people, cells] = [
    await list(db, districtId, day),
    await listBeatPeople(db, districtId, day),
    await listCells(db, districtId, day),
  ]
  const sizes = new Map(cells.map(({ code, areaM2 }) => [code, areaM2]))
  const items = beats.map(({ beatId, name, note, cellCodes }) => {
    const held = people.find((one) => one.beatId === beatId)
    const areaM2 = cellCodes.reduce((sum, code) => sum + (sizes.get(code) ?? 0), 0)
    const person = { personId: held?.personId ?? null, person: held?.name ?? null }
    return { beatId, name, note, cellCodes: [...cellCodes], areaM2, ...person }
  })
  const walked = new Set(items.flatMap(({ cellCodes }) => cellCodes))
  return { items, free: cells.map(({ code }) => code).filter((code) => !walked.has(code)) }
}

async function beatOf(tx: Tx, districtId: string, beatId: string, day: string) {
  return (await beatsOf(tx, districtId, day)).items.find((beat) => beat.beatId === beatId)!
}

/** Beats: which cells each has and who answers for it; every change counts from today. */
export const beatRoutes: readonly Route[] = [
  route(listBeats, async ({ tx, actor: { districtId }, now }) => ({
    ...(await beatsOf(tx, districtId, await dayOf(tx, districtId, undefined, now))),
    collectors: await listFitCollectors(tx, districtId),
  })),
  route(openBeat, async ({ tx, actor: { districtId }, body: { personId, ...body }, now }) => {
    const day = await dayOf(tx, districtId, undefined, now)
    const beatId = await open(tx, districtId, { ...body, day })
    await setBeatPerson(tx, districtId, { beatId, personId, day })
    return beatOf(tx, districtId, beatId, day)
  }),
  route(changeBeat, async ({ tx, actor: { districtId }, params: { beatId }, body, now }) => {
    const day = await dayOf(tx, districtId, undefined, now)
    await setBeatCells(tx, districtId, { beatId, cellCodes: body.cellCodes, day })
    await renameBeat(tx, districtId, { beatId, name: body.name, note: body.note })
    await setBeatPerson(tx, districtId, { beatId, personId: body.personId, day })
    return beatOf(tx, districtId, beatId, day)
  }),
  route(closeBeat, async ({ tx, actor: { districtId }, params: { beatId }, now }) => {
    const day = await dayOf(tx, districtId, undefined, now)
    await setBeatPerson(tx, districtId, { beatId, personId: null, day })
    await close(tx, districtId, beatId, day)
    return { beatId }
  }),
]
