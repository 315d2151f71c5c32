import { type CaseFilter, listCasesOf } from '#city/case/list.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { render, type Sql, sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import { type BenchDatabase, pinServer, withDatabase } from './database.ts'
import { loadOverHttp } from './http-load.ts'
import { drive } from './load.ts'
import { loadMillion, unitAt } from './million.ts'
import { findPgbench, pgbenchMissing, runPgbench, type Script } from './pgbench.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { type BenchResult, type BenchSkipped, inPairs, short } from './result.ts'

const ratioBar = 0.75
const p95Bar = 100
const clients = 8
const seconds = 6
const pairs = 3
const concurrent = 50

/** One question somebody asks: a page of fifty, filtered. */
type Question = { readonly title: string; readonly actor: Actor; readonly filter: CaseFilter }

/**
 * A page of fifty cases out of a million, filtered and in order, as people of a unit and of the whole district ask for it: scope,
 * filters, masking. The peer is the very same SQL with the same values by pgbench, prepared, which reads the rows and drops them.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const pgbench = findPgbench()
  if (!pgbench) return { name: 'list', skipped: pgbenchMissing }
  return withDatabase(clients, async (db) => {
    const people = await settleTown(db, ['luzheng', 'shouli'])
    const began = performance.now()
    await loadMillion(db.pool, people.xiaolin)
    console.log(`list: 1 M cases loaded in ${short((performance.now() - began) / 1000)} s, ${await pinServer(db.pool)}`)
    const questions = questionsOf(await actorsOf(db.pool, people))
    for (const question of questions) await explain(db.pool, question)
    const scripts = await Promise.all(questions.map((question) => scriptOf(question)))
    const ours = () => product(db.pool, questions)
    const peer = () => runPgbench({ pgbench, url: db.url, folder: db.folder, scripts, clients, seconds })
    const { ours: perSecond, peers, ratio } = await inPairs('list', pairs, ours, peer)
    const p95 = await overHttp(db)
    return {
      name: 'list',
      figure: `${ratio.toFixed(2)} of pgbench (${short(perSecond)}/s of ${short(peers)}/s), p95 ${short(p95)} ms at ${concurrent}`,
      bar: `≥ ${ratioBar.toFixed(2)}, p95 ≤ ${p95Bar} ms at ${concurrent}`,
      pass: ratio >= ratioBar && p95 <= p95Bar,
    }
  })
}

async function actorsOf(pool: Pool, people: { luzheng: string; shouli: string }) {
  const handler = await loadActor(pool, town.districtId, people.luzheng)
  const desk = await loadActor(pool, town.districtId, people.shouli)
  return { handler: (n: number): Actor => ({ ...handler!, unitIds: [unitAt(n)] }), desk: desk! }
}

const page = { sort: 'due', limit: 50 } as const

const questionsOf = ({ handler, desk }: Awaited<ReturnType<typeof actorsOf>>): readonly Question[] => [
  { title: 'unit, in hand', actor: handler(1), filter: { ...page, list: 'in-hand' } },
  {
    title: 'unit, own and two stages',
    actor: handler(3),
    filter: { ...page, unit: unitAt(3), stage: ['dispatched', 'handling'] },
  },
  { title: 'small unit, all open', actor: handler(38), filter: { ...page, list: 'open' } },
  { title: 'unit, everything, newest', actor: handler(20), filter: { ...page, sort: 'reported' } },
  { title: 'district, to dispatch', actor: desk, filter: { ...page, stage: ['filed', 'returned'] } },
  { title: 'district, one unit in hand', actor: desk, filter: { ...page, unit: unitAt(5), stage: ['handling'] } },
  { title: 'district, late', actor: desk, filter: { ...page, list: 'late' } },
  { title: 'district, newest changes', actor: desk, filter: { ...page, sort: 'changed' } },
]

async function product(pool: Pool, questions: readonly Question[]): Promise<number> {
  const ask = (turn: number) => {
    const { actor, filter } = questions[turn % questions.length]!
    return listCasesOf(pool, actor, filter, now)
  }
  const { perSecond, p95Ms } = await drive(clients, seconds, ask)
  console.log(`list: product ${short(perSecond)}/s, p95 ${short(p95Ms)} ms with ${clients} at once`)
  return perSecond
}

const now = new Date()

/** The statement that the product asks, with its values. */
async function statementOf({ actor, filter }: Question) {
  let asked: Sql | undefined
  const many = async (query: Sql) => {
    asked = query
    return []
  }
  const listening = { many } as unknown as Db
  await listCasesOf(listening, actor, filter, now)
  const { text, values } = render(asked!)
  return { text, values, query: asked! }
}

async function scriptOf(question: Question): Promise<Script> {
  const { text, values } = await statementOf(question)
  const given = Object.fromEntries(values.map((value, at) => [`v${at + 1}`, asText(value)]))
  return { text: `${text.replace(/\$(\d+)/g, ':v$1')};\n`, variables: given }
}

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? `{${value.join(',')}}` : String(value)
}

/** Prints how a question is planned and how many pages it touches: a page of fifty must not read thousands of rows. */
async function explain(pool: Pool, question: Question): Promise<void> {
  const { query } = await statementOf(question)
  const rows = await pool.many<Record<string, string>>(sql`explain (analyze, buffers, costs off) ${query}`)
  const lines = rows.map((row) => Object.values(row)[0] ?? '')
  const [buffers, planned, ran] = [/shared hit=\d+( read=\d+)?/, /Planning Time: .*/, /Execution Time: .*/].map(
    (sought) => lines.join('\n').match(sought)?.[0],
  )
  console.log(`list: ${question.title}: ${buffers}, ${planned}, ${ran}`)
}

async function overHttp(db: BenchDatabase): Promise<number> {
  return withProduct(db, async (address) => {
    const cookie = await cookieOf(address, 'shouli')
    const queries = ['list=late', `unit=${unitAt(5)}&stage=handling`, 'stage=filed,returned', 'sort=changed']
    const paths = queries.map((query) => `/api/cases?${query}`)
    const done = await loadOverHttp({ address, paths, method: 'GET', cookie, connections: concurrent, seconds })
    console.log(`list: over HTTP ${short(done.perSecond)}/s, p95 ${short(done.p95Ms)} ms, ${done.refused} refused`)
    return done.p95Ms
  })
}
