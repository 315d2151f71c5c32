import sharp from 'sharp'
import { insertEntry, setOwner, setState } from '#analyse/chronic/store.ts'
import { type Sweeping, sweepSpots } from '#analyse/chronic/sweep.ts'
import { lookAtPhoto } from '#analyse/photo/look-at.ts'
import { listPhotosOfEvent } from '#analyse/photo/reuse-store.ts'
import { type Doer, takerOf } from '#city/case/port.ts'
import { point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { attachFiles } from '#kernel/files/files.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { register } from '#serve/intake/intake.ts'
import type { Hired } from './office.ts'
import { drawScene } from './photos.ts'

type Repeating = {
  readonly districtId: string
  readonly people: readonly Hired[]
  readonly files: FileDeps
  readonly now: Date
}

/** What the demo shows of repetition: spots where a problem keeps returning, calls about one thing, a picture used twice. */
export async function seedRepeats(tx: Tx, sealer: Sealer, world: Repeating): Promise<Record<string, number>> {
  const calls = await seedDuplicates(tx, sealer, world)
  const findings = await seedReuse(tx, world)
  const inPlace: Sweeping = { ...tx, transaction: (work) => work(tx) }
  await sweepSpots(inPlace, world.districtId, world.now)
  await ownSome(tx, world)
  const { spots } = await tx.one<{ spots: number }>(sql`
    select count(*) as spots from "analyse".chronic_spot where district_id = ${world.districtId}`)
  return { 重复来电: calls, 照片复用线索: findings, 顽疾点: spots }
}

/** Two spots have somebody who answers for them; one of the two is being watched already. */
async function ownSome(tx: Tx, { districtId, people, now }: Repeating): Promise<void> {
  const supervisor = doerOf(people, 'supervisor')
  const by = { at: now, byId: supervisor.id, byName: supervisor.name }
  const spots = await tx.many<{ spotId: string; unitId: string; unitName: string }>(sql`
    select s.spot_id as "spotId", u.unit_id as "unitId", u.name as "unitName"
      from "analyse".chronic_spot s
      join "analyse".chronic_case m on m.district_id = s.district_id and m.spot_id = s.spot_id
       and m.occurred_at = s.last_case_at
      join city.case c on c.district_id = m.district_id and c.case_id = m.case_id
      join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where s.district_id = ${districtId} order by s.last_case_at desc, s.spot_id limit 2`)
  const targetOn = new Date(now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
  for (const [order, { spotId, unitId, unitName }] of spots.entries()) {
    await setOwner(tx, districtId, spotId, { unitId, personId: null, targetOn })
    const body = { unitId, unitName, targetOn, note: '列入本月顽疾治理清单' }
    await insertEntry(tx, districtId, spotId, { ...by, kind: 'owned', body })
    if (order === 0) continue
    await setState(tx, districtId, spotId, { state: 'watched', reason: null, at: now })
    await insertEntry(tx, districtId, spotId, { ...by, kind: 'watched', body: { reason: '已集中整治，观察一个月' } })
  }
}

type Waiting = { lon: number; lat: number; placeText: string; description: string; kind: 'matter'; code: string }

/** Two more calls about the newest case that waits at the desk, from a few steps away. */
async function seedDuplicates(tx: Tx, sealer: Sealer, { districtId, people, now }: Repeating): Promise<number> {
  const known = await tx.find<Waiting>(sql`
    select place[0] as lon, place[1] as lat, place_text as "placeText", description, kind, category as code from city.case
     where district_id = ${districtId} and stage = 'reported' and place is not null and category is not null
     order by reported_at desc, case_id limit 1`)
  if (!known) return 0
  const at = { districtId, doer: doerOf(people, 'intake'), now }
  const told = [
    [`${known.description}，请尽快处理`, 'hotline', 0.00012],
    [`又来反映：${known.description}`, 'citizen', -0.00021],
  ] as const
  for (const [description, source, east] of told)
    await register(tx, sealer, at, {
      source,
      description,
      urgency: 'normal',
      category: { edition: '2026', kind: known.kind, code: known.code },
      place: { point: point(known.lon + east, known.lat), text: known.placeText },
      reporter: { name: '周某', phone: '19900001234' },
      files: [],
    })
  return told.length
}

/** One picture after two handlings, and one that shows a place both before and after. */
async function seedReuse(tx: Tx, world: Repeating): Promise<number> {
  const { districtId, people, files, now } = world
  const cases = await tx.many<{ caseId: string; unitId: string }>(sql`
    select case_id as "caseId", unit_id as "unitId" from city.case
     where district_id = ${districtId} and stage in ('handled', 'verifying', 'verified') and unit_id is not null
     order by handled_at desc, case_id limit 3`)
  const take = takerOf('command')
  const picture = await drawScene(0, 'after', 11)
  const again = await sharp(picture).resize(420).modulate({ brightness: 1.15 }).jpeg({ quality: 58 }).toBuffer()
  const both = await drawScene(3, 'before', 3)
  const handed: readonly (readonly [at: number, purpose: 'before' | 'after', bytes: Buffer])[] = [
    [0, 'after', picture],
    [1, 'after', again],
    [2, 'before', both],
    [2, 'after', await sharp(both).flop().jpeg({ quality: 70 }).toBuffer()],
  ]
  let found = 0
  for (const [order, [at, purpose, bytes]] of handed.entries()) {
    const here = cases[at]
    if (!here) continue
    const doer = doerOf(people, 'unit_handler', here.unitId)
    const upload = { districtId, bytes, name: '现场.jpg', uploadedBy: doer.id, purpose: 'case' }
    const { fileId } = await acceptPhoto(files, tx, upload)
    await attachFiles(tx, { districtId, fileIds: [fileId], at: now })
    const acting = { districtId, caseId: here.caseId, doer, now: new Date(now.getTime() - (4 - order) * 60_000) }
    const { state } = await take(tx, acting, 'attached', { files: [fileId], purpose, note: '补充现场照片' })
    for (const photo of await listPhotosOfEvent(tx, districtId, here.caseId, state.version))
      found += await lookAtPhoto(tx, files.store, districtId, photo, now)
  }
  return found
}

function doerOf(people: readonly Hired[], post: string, unitId?: string): Doer {
  const one = people.find(
    (person) =>
      (person.posts as readonly string[]).includes(post) && (unitId === undefined || person.unitId === unitId),
  )
  if (!one) return { id: unitId ?? post, name: '值班', unit: unitId ?? null, actor: undefined }
  return { id: one.personId, name: one.name, unit: one.unitId, actor: undefined }
}
