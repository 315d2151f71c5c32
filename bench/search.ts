import { pairsOf, wordsOfCase } from '#city/case/words.ts'
import { loadActor } from '#city/organisation/store.ts'
import { point } from '#city/place/frame.ts'
import { putNamedPlaces, putRoads } from '#city/place/gazetteer.ts'
import { searchEverything } from '#city/search/routes.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import { type BenchDatabase, withDatabase } from './database.ts'
import { loadOverHttp } from './http-load.ts'
import { loadMillion } from './million.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, median, short } from './result.ts'

const p95Bar = 200
const connections = 2
const seconds = 12
const roads = ['南坝', '滨河', '翠屏', '人民', '解放', '建设', '中山', '锦绣', '凤凰', '白塔']
const names = [
  '雨水井盖',
  '污水井盖',
  '路灯',
  '行道树',
  '消火栓',
  '果皮箱',
  '公交站亭',
  '通信交接箱',
  '雨水箅子',
  '交通信号灯',
]

/**
 * What people type into the one box, over a million components and a million cases: numbers, codes, roads, doors, words that are
 * common, words that stand in a few old cases, words that stand nowhere, pinyin, names.
 */
const typed = [
  'B00000999999',
  'B000009',
  '51339901001',
  '51339901001000777',
  '路面破损塌陷',
  '隧道积水',
  '古井石栏断裂',
  '没有这回事的文字',
  '南坝路',
  '南坝一路12号',
  '滨河五路与翠屏二路',
  '井盖',
  'ysjg',
  'nbyl',
  '市政设施',
  'xiaolin',
  '107.5005,31.2005',
  '广场',
]

/** The one search box: the 95th of a hundred answers over HTTP to a mix of questions, for the whole district and for one unit. */
export async function run(): Promise<BenchResult> {
  return withDatabase(6, async (db) => {
    const people = await settleTown(db, ['luzheng', 'shouli'])
    await fill(db.pool, people.xiaolin)
    for (const name of ['shouli', 'luzheng'] as const)
      await tell(db.pool, name, (await loadActor(db.pool, town.districtId, people[name]))!)
    const p95 = await overHttp(db)
    return {
      name: 'search',
      figure: `p95 ${short(p95)} ms over ${typed.length} questions, 1 M components and 1 M cases`,
      bar: `≤ ${p95Bar} ms`,
      pass: p95 <= p95Bar,
    }
  })
}

async function tell(pool: Pool, who: string, actor: Actor): Promise<void> {
  const now = new Date()
  for (const q of typed) {
    const took: number[] = []
    let found = ''
    for (let round = 0; round < 5; round++) {
      const began = performance.now()
      const groups = await searchEverything(pool, actor, { q, limit: 5 }, now)
      took.push(performance.now() - began)
      found = groups.map(({ kind, items }) => `${kind} ${items.length}`).join(', ')
    }
    console.log(`search: ${who}: ${q}: ${median(took).toFixed(1)} ms (${found || 'nothing'})`)
  }
}

async function overHttp(db: BenchDatabase): Promise<number> {
  return withProduct(db, async (address) => {
    const paths = typed.map((q) => `/api/search?q=${encodeURIComponent(q)}`)
    const figures: number[] = []
    for (const who of ['shouli', 'luzheng'] as const) {
      const cookie = await cookieOf(address, who)
      const done = await loadOverHttp({ address, paths, method: 'GET', cookie, connections, seconds })
      console.log(
        `search: ${who} over HTTP ${short(done.perSecond)}/s, p95 ${short(done.p95Ms)} ms, ${done.refused} refused`,
      )
      figures.push(done.p95Ms)
    }
    return Math.max(...figures)
  })
}

async function fill(pool: Pool, collectorId: string): Promise<void> {
  const began = performance.now()
  const since = () => `${short((performance.now() - began) / 1000)} s`
  await loadMillion(pool, collectorId, 1_000_000, { east: 60_000, north: 40_000 })
  await loadWords(pool)
  console.log(`search: 1 M cases and their words after ${since()}`)
  await loadComponents(pool)
  await loadPlaces(pool)
  console.log(`search: 1 M components after ${since()}`)
}

/** A few old cases say something rare; luzheng's unit has a share. The index is built at the end, as a restore would. */
async function loadWords(pool: Pool): Promise<void> {
  const { districtId } = town
  await pool.run(sql`
    update city.case set unit_id = 'roads' where district_id = ${districtId} and unit_id = 'unit-07'`)
  await pool.transaction(async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`set local maintenance_work_mem = '512MB'`)
    await tx.run(sql`drop index city.case_words_pairs`)
    await tx.run(sql`
      insert into city.case_words (district_id, case_id, reported_at, pairs)
      select district_id, case_id, reported_at, ${usual}::int[] || ${digitPairs}
        from (select *, substr(number, 2)::int as n from city.case where district_id = ${districtId}) c`)
    for (const [text, every] of rare) {
      const chosen = sql`district_id = ${districtId} and substr(number, 2)::int % ${every}::int = 0 and substr(number, 2)::int < 900000`
      await tx.run(sql`update city.case set description = ${text} where ${chosen}`)
      await tx.run(sql`
        update city.case_words set pairs = ${pairsOf(wordsOfCase(text, placeText))}
         where district_id = ${districtId} and case_id in (select case_id from city.case where ${chosen})`)
    }
    await tx.run(sql`create index case_words_pairs on city.case_words using gin (pairs)`)
  })
  await pool.run(sql`vacuum (analyze) city.case`)
  await pool.run(sql`vacuum (analyze) city.case_words`)
}

const placeText = '南坝路与滨河路交叉口东北角'
const usual = pairsOf(wordsOfCase('人行道路面破损塌陷，行人夜间通过有危险，请尽快处理（第件）', placeText))
const rare = [
  ['下穿隧道积水没过车轮', 1000],
  ['古井石栏断裂', 100_000],
] as const

/** The pairs within a number of six digits, as `pairsOf` makes them. */
const digitPairs = sql.raw(
  `array[${[10_000, 1_000, 100, 10, 1].map((unit) => `(48 + n / ${unit * 10} % 10) * 65536 + 48 + n / ${unit} % 10`).join(', ')}]`,
)

async function loadComponents(pool: Pool): Promise<void> {
  await pool.transaction(async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`
      insert into city.component (district_id, code, edition, kind, name, place, cell_code, manager_name, state, initial_date,
             address, address_grams)
      select ${town.districtId}, '513399' || kind || lpad((n / 40 + 1)::text, 6, '0'), '2026', kind, name,
             point(107.5 + (n::bigint * 7919 % 60000) / 1e6, 31.2 + (n::bigint * 104729 % 40000) / 1e6), ${town.cells[0]}::text,
             '市政设施所', 'intact', '2026-01-01', address,
             array(select distinct substr(address, at, 2) from generate_series(1, length(address) - 1) at) || left(address, 1)
        from (select n, lpad((1000 + n % 40)::text, 5, '0') as kind, (${names}::text[])[1 + n % 10] || case when n % 40 < 10 then '' else (n % 40)::text end as name,
                     (${roads}::text[])[1 + n / 7 % 10] || (array['一', '二', '三', '四', '五'])[1 + n / 70 % 5] || '路' || (1 + n / 350 % 300) || '号' as address
                from generate_series(0, 999999) n) drawn`)
  })
  await pool.run(sql`vacuum (analyze) city.component`)
}

async function loadPlaces(pool: Pool): Promise<void> {
  const random = seeded(7)
  const at = () => point(107.5 + random() * 0.06, 31.2 + random() * 0.04)
  await pool.transaction(async (tx) => {
    const all = roads.flatMap((name) => ['一', '二', '三', '四', '五'].map((nth) => `${name}${nth}路`))
    await putRoads(
      tx,
      town.districtId,
      all.map((name, n) => {
        const [a, b] = [at(), at()]
        const coordinates: [number, number][] = [
          [a.lon, a.lat],
          [b.lon, b.lat],
        ]
        return { roadId: `r${n}`, name, line: { type: 'LineString', coordinates } }
      }),
    )
    const suffixes = ['广场', '小区', '小学', '医院', '菜市场']
    await putNamedPlaces(
      tx,
      town.districtId,
      Array.from({ length: 30_000 }, (_, n) => {
        const road = all[n % all.length]!
        const number = 1 + Math.floor(n / all.length)
        return n % 6 === 0
          ? {
              placeId: `p${n}`,
              kind: 'poi' as const,
              name: `${road.slice(0, 3)}${number}${suffixes[n % 5]}`,
              place: at(),
            }
          : {
              placeId: `p${n}`,
              kind: 'door' as const,
              name: `${road}${number}号`,
              roadName: road,
              doorNumber: number,
              place: at(),
            }
      }),
    )
  })
}
