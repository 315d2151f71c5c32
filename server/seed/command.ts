import type { Organisation } from '#cities/dachuan/organisation.ts'
import { maskPhone } from '#city/case/mask.ts'
import { type Doer, takerOf } from '#city/case/port.ts'
import { loadActor } from '#city/organisation/store.ts'
import { type Bulk, endBulk, insertBulk, settleItem } from '#command/bulk/store.ts'
import { refusalFrom, takeOne } from '#command/bulk/take.ts'
import { digestOf, newToken } from '#command/contractor/link.ts'
import { insertLink } from '#command/contractor/store.ts'
import { phoneContext } from '#command/contractor/unit-routes.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { bulkSteps } from '../bulk-steps.ts'
import type { Hired } from './office.ts'
import type { DemoPhotos } from './photos.ts'

type World = {
  readonly districtId: string
  readonly organisation: Organisation
  readonly people: readonly Hired[]
  readonly photos: DemoPhotos
  readonly now: Date
}

const take = takerOf('command')
const HOUR = 3_600_000

/** What the demo shows of the command centre's day: units that help, a contractor with a link, a step taken for many cases. */
export async function seedCommand(tx: Tx, sealer: Sealer, world: World): Promise<Record<string, number>> {
  const helped = await seedHelped(tx, world)
  const links = await seedLink(tx, sealer, world)
  const steps = await seedBulk(tx, sealer, world)
  return { 协办案件: helped, 承包链接: links, 批量办理: steps }
}

type Found = {
  readonly caseId: string
  readonly number: string
  readonly version: number
  readonly dispatchSeq: number
}

/** The newest cases at a stage, of one unit where it is named. */
const newest = (tx: Tx, districtId: string, stage: string, unitId: string | null, limit: number): Promise<Found[]> =>
  tx.many<Found>(sql`
    select c.case_id as "caseId", c.number, c.version,
           (select coalesce(max(e.seq), 0) from city.case_event e
             where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'dispatched') as "dispatchSeq"
      from city.case c
     where c.district_id = ${districtId} and c.stage = ${stage}
       and (${unitId}::text is null or c.unit_id = ${unitId})
     order by c.reported_at desc, c.case_id limit ${limit}`)

/** One case is led by the municipal works with two units helping, of which one has reported its part. */
async function seedHelped(tx: Tx, { districtId, organisation, people, photos, now }: World): Promise<number> {
  const [filed] = await newest(tx, districtId, 'filed', null, 1)
  const [sent] = await newest(tx, districtId, 'dispatched', null, 1)
  const chosen = filed ?? sent
  if (!chosen) return 0
  const [lead, helping, open] = ['municipal', 'sanitation', 'enforcement'].map((key) => unitOf(organisation, key))
  if (!lead || !helping || !open) return 0
  const acting = (doer: Doer) => ({ districtId, caseId: chosen.caseId, doer, now })
  await take(tx, acting(doerOf(people, 'dispatcher')), 'dispatched', {
    ...{ unitId: lead.code, unitName: lead.name },
    ...{ coUnitIds: [helping.code, open.code], coUnitNames: [helping.name, open.name] },
    ...{ note: '三家同时到场：市政修复，环卫清运，执法维持秩序', reason: '多部门配合' },
  })
  await take(tx, acting(doerOf(people, 'unit_handler', lead.code)), 'accepted', { note: '' })
  await take(tx, acting(doerOf(people, 'unit_handler', helping.code)), 'co_handled', {
    ...{ unitId: helping.code, unitName: helping.name },
    ...{ note: '渣土已清运，路面已冲洗', before: photos.before.slice(2, 3), after: photos.after.slice(2, 3) },
  })
  return 1
}

/** A contractor of the municipal works has a link to one case; nobody has its secret, so it can be seen but not opened. */
async function seedLink(tx: Tx, sealer: Sealer, { districtId, organisation, people, now }: World): Promise<number> {
  const unit = unitOf(organisation, 'municipal')
  const handler = people.find((person) => person.unitId === unit?.code && isOf(person, 'unit_handler'))
  if (!unit || !handler) return 0
  const [chosen] = await newest(tx, districtId, 'handling', unit.code, 1)
  if (!chosen) return 0
  const [linkId, phone] = [newId(), '19900001234']
  return insertLink(tx, {
    ...{ districtId, linkId, caseId: chosen.caseId, dispatchSeq: chosen.dispatchSeq, unitId: unit.code },
    ...{ contractor: '达川路桥养护公司（演示）', validTo: new Date(now.getTime() + 72 * HOUR) },
    phoneSealed: sealer.seal(phone, phoneContext(districtId, linkId)),
    phonePrint: sealer.fingerprint(phone),
    phoneMasked: maskPhone(phone),
    tokenHash: digestOf(newToken()),
    ...{ issuedBy: handler.personId, issuedByName: handler.name, issuedAt: now },
  })
}

/** The dispatcher has left one note on several cases; at one of them somebody else had been meanwhile, so that it was refused. */
async function seedBulk(tx: Tx, sealer: Sealer, { districtId, people, now }: World): Promise<number> {
  const dispatcher = people.find((person) => isOf(person, 'dispatcher'))
  const actor = dispatcher && (await loadActor(tx, districtId, dispatcher.personId))
  if (!actor) return 0
  const cases = await newest(tx, districtId, 'handling', null, 8)
  const bulk: Bulk = {
    ...{ districtId, bulkId: newId(), action: 'note', byId: actor.personId, byName: actor.name, at: now },
    ...{ input: { text: '今晚有雨，请先处理低洼路段' }, undoOf: null, endedAt: null },
  }
  const items = cases.map(({ caseId, number, version }, at) => ({
    ...{ caseId, number, seen: at === 5 ? version - 1 : version, body: null },
  }))
  await insertBulk(tx, bulk, items)
  const steps = bulkSteps(sealer)
  for (const [ordinal, { caseId, seen }] of items.entries()) {
    const settled = await takeOne(tx, steps, { actor, action: bulk.action, input: bulk.input, caseId, seen, now }).then(
      (taken) => ({ ...taken, refusal: null }),
      (error: unknown) => ({ refusal: refusalFrom(error), before: null, after: null }),
    )
    await settleItem(tx, bulk, ordinal, settled, now)
  }
  await endBulk(tx, bulk, now)
  return items.length
}

const isOf = ({ posts }: Hired, post: string): boolean => (posts as readonly string[]).includes(post)

const unitOf = ({ departments }: Organisation, key: string) => departments.find((each) => each.key === key)

function doerOf(people: readonly Hired[], post: string, unitId?: string): Doer {
  const one = people.find((person) => isOf(person, post) && (unitId === undefined || person.unitId === unitId))
  if (!one) return { id: unitId ?? post, name: '值班', unit: unitId ?? null, actor: undefined }
  return { id: one.personId, name: one.name, unit: one.unitId, actor: undefined }
}
