import { doerOf, takeStep } from '#city/case/engine.ts'
import { moved } from '#city/case/port.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Pool } from '#kernel/db/db.ts'
import { carryOut, requestHash } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import { town } from '#server/testing/town.ts'
import { caseIdAt, prepareCases } from './cases.ts'
import { type BenchDatabase, pinServer, settle, withDatabase } from './database.ts'
import { loadOverHttp } from './http-load.ts'
import { drive } from './load.ts'
import { findPgbench, pgbenchMissing, runPgbench } from './pgbench.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, inPairs, short } from './result.ts'

const ratioBar = 0.8
const clients = 8
const seconds = 8
const pairs = 4
const cases = 20_000
const act = 'POST /api/cases/:id/note'
const text = '现场复核：围挡已设，材料明日到场，预计两日内完成修复'

/**
 * One step on a random case through the product's own command path — key looked up, case locked, history folded, step judged,
 * clocks computed, then event, cached row, outbox, audit and key written and committed — against a pgbench script that locks
 * the same row and writes the same rows by hand, without judging anything. Same server, same connections, same tables.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const pgbench = findPgbench()
  if (!pgbench) return { name: 'transition', skipped: pgbenchMissing }
  return withDatabase(clients, async (db) => {
    const people = await settleTown(db, ['banzhang'])
    await prepareCases(db.pool, people, cases, new Date())
    const actor = await loadActor(db.pool, town.districtId, people.banzhang)
    console.log(`transition: ${cases} cases in hand, ${clients} connections, ${await pinServer(db.pool)}`)
    const ours = async () => {
      await settle(db.pool)
      return product(db.pool, actor!)
    }
    const peer = async () => {
      await settle(db.pool)
      const scripts = [{ text: peerScript, variables: { cases, district: town.districtId, act } }]
      return runPgbench({ pgbench, url: db.url, folder: db.folder, scripts, clients, seconds })
    }
    await product(db.pool, actor!, 3)
    const { ours: perSecond, peers, ratio } = await inPairs('transition', pairs, ours, peer)
    await overHttp(db)
    return {
      name: 'transition',
      figure: `${ratio.toFixed(2)} of pgbench (${short(perSecond)}/s of ${short(peers)}/s)`,
      bar: `≥ ${ratioBar.toFixed(2)}`,
      pass: ratio >= ratioBar,
    }
  })
}

const random = seeded(8)
const anyCase = (): string => caseIdAt(1 + Math.floor(random() * cases))

async function product(pool: Pool, actor: Actor, forSeconds = seconds): Promise<number> {
  const { perSecond, p95Ms } = await drive(clients, forSeconds, () => note(pool, actor, anyCase()))
  console.log(`transition: product ${short(perSecond)}/s, p95 ${short(p95Ms)} ms`)
  return perSecond
}

/** What the HTTP layer does once a request for a note has been read and judged. */
function note(pool: Pool, actor: Actor, caseId: string): Promise<unknown> {
  const now = new Date()
  const target = `/api/cases/${caseId}/note`
  const head = {
    districtId: actor.districtId,
    actorId: actor.accountId,
    act,
    target,
    key: newId(),
    requestHash: requestHash(act, target, { text }),
    requestId: newId(),
    now,
  }
  const acting = { districtId: actor.districtId, caseId, doer: doerOf(actor), now }
  return carryOut(pool, head, async (tx) => moved(await takeStep(tx, acting, 'noted', { text })))
}

/** The same step over HTTP, into a server process of its own: session, contract and reply included. */
async function overHttp(db: BenchDatabase): Promise<void> {
  await withProduct(db, async (address) => {
    const cookie = await cookieOf(address, 'banzhang')
    const paths = Array.from({ length: 5_000 }, () => `/api/cases/${anyCase()}/note`)
    await settle(db.pool)
    const load = { address, paths, method: 'POST', cookie, body: { text }, connections: clients, seconds } as const
    const done = await loadOverHttp(load)
    console.log(
      `transition: over HTTP ${short(done.perSecond)}/s, p95 ${short(done.p95Ms)} ms, ${done.refused} refused`,
    )
  })
}

const peerScript = `
\\set n random(1, :cases)
begin;
select case_id, version + 1 as seq from city.case
 where district_id = :district::text and case_id = ('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid for update \\gset
insert into city.case_event (district_id, case_id, seq, kind, at, by_id, by_name, by_unit, calendar_version, body)
values (:district::text, :case_id::uuid, :seq::int, 'noted', now(), '0192d3c4-0000-7000-8000-000000000001', 'banzhang', 'centre',
        1, '{"text":"${text}"}');
update city.case set version = :seq::int, changed_at = now() where district_id = :district::text and case_id = :case_id::uuid;
insert into kernel.outbox (district_id, outbox_id, topic, key, payload)
values (:district::text, uuidv7(), 'case.changed', :case_id::text,
        jsonb_build_object('caseId', :case_id::text, 'number', '202600000001', 'seq', :seq::int, 'kind', 'noted',
                           'stage', 'handling', 'unitId', 'roads', 'collectorId', null));
insert into kernel.audit_entry (district_id, audit_id, at, actor_id, act, target, outcome, request_id)
values (:district::text, uuidv7(), now(), 'account-513399-banzhang', :act::text, '/api/cases/' || :case_id::text || '/note',
        'done', uuidv7()::text);
insert into kernel.idempotency_key (district_id, actor_id, key, request_hash, status, reply)
values (:district::text, 'account-513399-banzhang', uuidv7()::text, 'Zq3n1mC0d5R8s7T6u5V4w3X2y1Z0a9B8c7D6e5F4g3H', 200,
        jsonb_build_object('caseId', :case_id::text, 'number', '202600000001', 'version', :seq::int, 'stage', 'handling'));
commit;
`
