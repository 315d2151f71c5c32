import { createHash } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import type { Db, Pool, Tx } from '../db/db.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { Problem } from '../problem.ts'
import { kernelProblems } from '../problems.ts'

/** Who did or tried what to what, and when. */
export type Deed = {
  readonly districtId: string
  readonly actorId: string
  readonly act: string
  readonly target: string
  readonly requestId: string
  readonly now: Date
  /** The address the request came from. */
  readonly ip?: string
}

/** A deed with the key under which it is carried out once, and the digest of what was asked. */
export type CommandHead = Deed & {
  readonly key: string
  readonly requestHash: string
  /** The reply is not kept; a repeat is `secret_shown`. */
  readonly isSecret?: boolean
  /** What the work adds about itself to its audit entry, filled in while it runs. */
  readonly detail?: Readonly<Record<string, unknown>>
}

export type CommandReply = { readonly status: number; readonly body: unknown; readonly replayed: boolean }

export const requestHash = (act: string, target: string, payload: unknown): string =>
  createHash('sha256')
    .update(`${act}\n${target}\n`)
    .update(Buffer.isBuffer(payload) ? payload : JSON.stringify(payload ?? null))
    .digest('base64url')

/** The identity a key belongs to: an account, or everybody who is not signed in. */
export const actorIdOf = (actor: Actor | undefined): string => actor?.accountId ?? 'anonymous'

/**
 * Carries a command out at most once. What the work writes, its audit entry and its reply under the idempotency key commit
 * together; a repeat gets the first reply; the same key with another body is `idempotency_key_reused`; a refusal leaves
 * nothing but its audit entry.
 */
export async function carryOut(
  pool: Pool,
  head: CommandHead,
  work: (tx: Tx) => Promise<unknown>,
): Promise<CommandReply> {
  try {
    return await carryOutNow(pool, head, work)
  } catch (error) {
    await recordRefusal(pool, head, error)
    throw error
  }
}

async function carryOutNow(pool: Pool, head: CommandHead, work: (tx: Tx) => Promise<unknown>): Promise<CommandReply> {
  try {
    return await pool.transaction(
      async (tx) => {
        const earlier = await findReply(tx, head)
        if (earlier) return earlier
        const body = (await work(tx)) ?? null
        return { status: 200, body, replayed: false }
      },
      (reply) => (reply.replayed ? undefined : recordOf(head, reply.body)),
    )
  } catch (error) {
    // A twin of this request may have won between the look-up and the write.
    const twin = error instanceof Problem ? await findReply(pool, head) : undefined
    if (twin) return twin
    throw error
  }
}

type Known = { requestHash: string; status: number; reply: unknown }

async function findReply(db: Db, head: CommandHead): Promise<CommandReply | undefined> {
  const known = await db.find<Known>(sql`
    select request_hash as "requestHash", status, reply
      from kernel.idempotency_key
     where district_id = ${head.districtId} and actor_id = ${head.actorId} and key = ${head.key}`)
  if (!known) return undefined
  if (known.requestHash !== head.requestHash) throw kernelProblems.idempotency_key_reused({}, 'Idempotency-Key')
  if (head.isSecret) throw kernelProblems.secret_shown()
  return { status: known.status, body: known.reply, replayed: true }
}

const recordOf = (head: CommandHead, body: unknown): Sql =>
  sql`
    with audited as (
      insert into kernel.audit_entry (district_id, audit_id, at, actor_id, act, target, outcome, detail, request_id, ip)
      values (${head.districtId}, ${newId()}, ${head.now}, ${head.actorId}, ${head.act}, ${head.target}, 'done',
              ${JSON.stringify(head.detail ?? {})}, ${head.requestId}, ${head.ip ?? null}))
    insert into kernel.idempotency_key (district_id, actor_id, key, request_hash, status, reply)
    values (${head.districtId}, ${head.actorId}, ${head.key}, ${head.requestHash}, 200, ${JSON.stringify(head.isSecret ? null : body)})`

/** Appends that a command was refused and why; while the database is away there is nowhere to write it. */
export async function recordRefusal(pool: Db, head: Deed, error: unknown): Promise<void> {
  const code = error instanceof Problem ? error.code : 'internal'
  if (code === 'database_unavailable') return
  await audit(pool, { ...head, outcome: 'refused', detail: { code } })
}

/** Appends one audit entry; also used where a reading is itself an act (a reveal of personal data, an export). */
export const audit = (
  db: Db,
  entry: Deed & { outcome?: 'done' | 'refused'; detail?: Record<string, unknown> },
): Promise<number> =>
  db.run(sql`
    insert into kernel.audit_entry (district_id, audit_id, at, actor_id, act, target, outcome, detail, request_id, ip)
    values (${entry.districtId}, ${newId()}, ${entry.now}, ${entry.actorId}, ${entry.act}, ${entry.target},
            ${entry.outcome ?? 'done'}, ${JSON.stringify(entry.detail ?? {})}, ${entry.requestId}, ${entry.ip ?? null})`)

/** Forgets keys recorded before an instant: a repeat that late is a new command. */
export const purgeKeys = (db: Db, before: Date): Promise<number> =>
  db.run(sql`delete from kernel.idempotency_key where recorded_at < ${before}`)
