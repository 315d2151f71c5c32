import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { buildBaseTiles } from '#analyse/tile/base-tiles.ts'
import { baseMapLayers } from '#cities/dachuan/base-map.ts'
import { DISTRICT, generateGeography } from '#cities/dachuan/geography.ts'
import type { Geography } from '#cities/dachuan/model.ts'
import { generateOrganisation } from '#cities/dachuan/organisation.ts'
import { postNames } from '#city/organisation/policy.ts'
import { findDistrict, listDistricts } from '#city/place/store.ts'
import { seedDestination, seedNotices, seedSms } from '#command/notify/seed.ts'
import { openSessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { openImages } from '#kernel/files/images.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { makeReview } from '#supervise/review/make.ts'
import type { Secrets } from '../parts.ts'
import { roundsOf } from '../rounds.ts'
import { seedAlarms } from './alarms.ts'
import { seedCases } from './cases.ts'
import { seedCommand } from './command.ts'
import { seedCoverage } from './coverage.ts'
import { seedDevices, trucksOfDemo } from './devices.ts'
import { seedFences } from './fences.ts'
import { seedComponents, seedGround } from './ground.ts'
import { seedIndustries } from './industries.ts'
import { founded, seedOffice } from './office.ts'
import { seedOwners } from './owners.ts'
import { seedPhotos } from './photos.ts'
import { seedPlans } from './plans.ts'
import { seedRepeats } from './repeats.ts'
import { seedRules } from './rules.ts'
import { seedScores } from './scores.ts'
import { seedTargets } from './targets.ts'
import { seedTracks } from './tracks.ts'
import { seedUpkeep } from './upkeep.ts'
import { seedUrges } from './urges.ts'

export type DemoDeps = { pool: Pool; secrets: Secrets; url: string; dataDir: string; say: (line: string) => void }

/**
 * Writes the demo district on the first start, all of it in one transaction: a start that is killed half way leaves nothing.
 * Later starts only make sure that the base map is there. Gives the district that has just been written.
 */
export async function seedDemoOnce(deps: DemoDeps): Promise<string | undefined> {
  const tiles = join(deps.dataDir, 'tiles', `${DISTRICT.districtId}.pmtiles`)
  const seeded = await findDistrict(deps.pool, DISTRICT.districtId)
  if (seeded && existsSync(tiles)) return undefined
  // A bureau that has opened a district of its own is never given the demo beside it.
  if (!seeded && (await listDistricts(deps.pool)).some((district) => district.divisionCode !== null)) return undefined
  const began = performance.now()
  deps.say('首次启动，正在写入演示区 · first start, seeding the demo district …')
  const geography = generateGeography()
  if (!seeded) await seedDistrict(deps, geography)
  const looked = deps.pool.run(sql`analyze`)
  // The database looks at its tables while the tiles are cut.
  await turn()
  writeTiles(tiles, geography)
  await looked
  deps.say(`演示区就绪 · demo district ready in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return seeded ? undefined : geography.district.districtId
}

async function seedDistrict({ pool, secrets, url, dataDir, say }: DemoDeps, geography: Geography): Promise<void> {
  const { districtId } = geography.district
  const clock = systemClock
  const sessions = openSessions({ url, pool, secret: secrets.session, clock, secure: false })
  const files = { store: await openLocalStore(dataDir), images: openImages(), clock, uploadMaxMb: 20 }
  const tell = (counts: Record<string, number>) =>
    say(
      `  ${Object.entries(counts)
        .map(([what, count]) => `${what} ${count.toLocaleString('en')}`)
        .join(' · ')}`,
    )
  try {
    await pool.transaction(async (tx) => {
      const now = clock.now()
      tell(await seedGround(tx, geography))
      tell({ 部件: await seedComponents(tx, geography, now) })
      const organisation = generateOrganisation(geography)
      const office = await seedOffice(tx, districtId, organisation, { sessions, password: demoPassword(dataDir) }, now)
      tell(office.counts)
      tell({ 派遣规则: await seedRules(tx, districtId, organisation, office.people, { founded, now }) })
      tell({ 规划指标: await seedTargets(tx, districtId, now) })
      tell({ 设备: await seedDevices(tx, districtId, now) })
      tell(await seedPlans(tx, districtId, organisation, now))
      const photos = await seedPhotos(tx, files, districtId)
      const sealer = makeSealer(secrets.data)
      tell(await seedCases(tx, sealer, { geography, organisation, ...office, photos, now }))
      tell(await seedScores(tx, districtId, office.people, now))
      tell(await seedRepeats(tx, sealer, { districtId, people: office.people, files, now }))
      tell(await seedCommand(tx, sealer, { districtId, organisation, people: office.people, photos, now }))
      tell({ 通知: await seedNotices(tx, districtId) })
      await seedDestination(tx, districtId, now)
      tell({ 短信: await seedSms(tx, districtId, now) })
      tell({ 督办: await seedUrges(tx, districtId, office.people, now) })
      tell(await seedAlarms(tx, geography.district, now))
      const rounds = await roundsOf(tx, districtId, trucksOfDemo)
      tell(await seedTracks(tx, districtId, { rounds, now }))
      tell(await seedCoverage(tx, districtId, { rounds, now }))
      tell(await seedFences(tx, districtId, { centre: geography.district.centre, rounds, now }))
      tell(await seedIndustries(tx, districtId, { founded, now }))
      tell(await seedUpkeep(tx, { districtId, organisation, people: office.people, now }))
      tell(await seedOwners(tx, sealer, { districtId, people: office.people, now }))
      const district = await findDistrict(tx, districtId)
      if (district) tell({ 结案抽查: (await makeReview(tx, sealer, district, now)) ?? 0 })
    })
  } finally {
    await sessions.close()
  }
}

function writeTiles(path: string, geography: Geography): void {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(`${path}.new`, buildBaseTiles(baseMapLayers(geography), { minZoom: 9, maxZoom: 16 }))
  renameSync(`${path}.new`, path)
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** One password for the demo's accounts, made for this installation: no fresh install has a password that others know. */
function demoPassword(dataDir: string): string {
  const path = join(dataDir, 'demo-password')
  if (!existsSync(path)) {
    const made = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
    writeFileSync(path, made, { mode: 0o600 })
  }
  return readFileSync(path, 'utf8').trim()
}

export type DemoLogin = { readonly username: string; readonly post: string; readonly password: string }

const castOrder = [
  'shouli',
  'banzhang',
  'diaodu',
  'xiaolin',
  'luzheng',
  'zhifa',
  'ducha',
  'lingdao',
  'xitong',
  'anquan',
  'shenji',
]

/** The cast's accounts with their posts, for the start message; empty where there is no demo. */
export async function demoLogins(pool: Pool, dataDir: string): Promise<DemoLogin[]> {
  const rows = await pool.many<{ username: string; name: string; posts: string[] }>(sql`
    select a."username", p.name, array_agg(h.post order by h.post) as posts
      from auth."user" a
      join city.person p on p.district_id = a."districtId" and p.person_id::text = a."personId"
      join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
     where a."districtId" = ${DISTRICT.districtId} and a."username" = any(${castOrder})
     group by 1, 2`)
  const password = rows.length > 0 ? demoPassword(dataDir) : ''
  const words = (posts: string[]) => posts.map((post) => postNames[post as keyof typeof postNames] ?? post).join('、')
  return rows
    .sort((a, b) => castOrder.indexOf(a.username) - castOrder.indexOf(b.username))
    .map((row) => ({ username: row.username, post: `${words(row.posts)} ${row.name}`, password }))
}
