import type { Pool, Tx } from '../db/db.ts'
import { type Sql, sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { Problem } from '../problem.ts'
import { type CommandHead, type CommandReply, carryOut } from './command.ts'

type Member = {
  readonly head: CommandHead
  readonly work: (tx: Tx) => Promise<unknown>
  readonly done: (reply: CommandReply) => void
  readonly failed: (error: unknown) => void
}

/** How many transactions of one district are under way: one is written while the next is read for. */
const atOnce = 2
/** A transaction of more keeps the first of them waiting longer than it saves the last. */
const most = 24

/**
 * Carries commands out as `carryOut` does, those of a district that arrive while others are under way in one transaction: they
 * share its beginning, its commit and what they wait for in turn. Nothing is acknowledged before that commit. If one of them
 * fails nothing of any of them stands, and each is carried out again without it, so a refusal is nobody else's.
 */
export class Companion {
  readonly #pool: Pool
  readonly #waiting = new Map<string, Member[]>()
  readonly #underWay = new Map<string, number>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  carryOut(head: CommandHead, work: (tx: Tx) => Promise<unknown>): Promise<CommandReply> {
    const { districtId } = head
    return new Promise((done, failed) => {
      const waiting = this.#waiting.get(districtId) ?? []
      this.#waiting.set(districtId, waiting)
      waiting.push({ head, work, done, failed })
      // What is read from the sockets in one turn goes together.
      if (waiting.length === 1) setImmediate(() => this.#start(districtId))
    })
  }

  #start(districtId: string): void {
    const waiting = this.#waiting.get(districtId)
    const underWay = this.#underWay.get(districtId) ?? 0
    if (!waiting || underWay >= atOnce) return
    const members = waiting.splice(0, most)
    if (waiting.length === 0) this.#waiting.delete(districtId)
    this.#underWay.set(districtId, underWay + 1)
    void settle(this.#pool, members).finally(() => {
      const left = (this.#underWay.get(districtId) ?? 1) - 1
      if (left === 0) this.#underWay.delete(districtId)
      else this.#underWay.set(districtId, left)
      this.#start(districtId)
    })
  }
}

/** Carries the members out together, and where that fails without those that failed; never rejects. */
async function settle(pool: Pool, members: readonly Member[]): Promise<void> {
  const alone = members.length === 1
  const outcome = alone ? undefined : await tryTogether(pool, members)
  if (outcome === undefined) return void (await Promise.all(members.map((member) => carryOutAlone(pool, member))))
  if (outcome === 'done') return
  await settle(pool, outcome.good)
  for (const member of outcome.bad) await carryOutAlone(pool, member)
}

async function carryOutAlone(pool: Pool, { head, work, done, failed }: Member): Promise<void> {
  await carryOut(pool, head, work).then(done, failed)
}

/** Members whose work went through in a transaction that was rolled back, and the others. */
type Parted = { readonly good: readonly Member[]; readonly bad: readonly Member[] }

class RolledBack extends Error {
  readonly results: readonly PromiseSettledResult<CommandReply>[]
  constructor(results: readonly PromiseSettledResult<CommandReply>[]) {
    super('somebody in the company failed')
    this.results = results
  }
}

async function tryTogether(pool: Pool, members: readonly Member[]): Promise<'done' | Parted | undefined> {
  try {
    const replies = await pool.transaction(
      async (tx) => {
        const earlier = await findReplies(tx, members)
        // Whoever fails, the others are waited for: nobody may go on asking when the transaction is over.
        const results = await Promise.allSettled(members.map((member, at) => replyOf(tx, member, earlier.get(at))))
        if (results.some(({ status }) => status === 'rejected')) throw new RolledBack(results)
        return results.map((result) => (result as PromiseFulfilledResult<CommandReply>).value)
      },
      (given) => recordsOf(members, given),
    )
    members.forEach(({ done }, at) => {
      done(replies[at]!)
    })
    return 'done'
  } catch (error) {
    if (!(error instanceof RolledBack)) return failTogether(members, error)
    const isGood = (at: number) => error.results[at]?.status === 'fulfilled'
    const parted = {
      good: members.filter((_, at) => isGood(at)),
      bad: members.filter((_, at) => !isGood(at)),
    }
    return parted.good.length > 0 ? parted : undefined
  }
}

/** A database that is away answers nobody; anything else, such as a key that came twice, is settled one by one. */
function failTogether(members: readonly Member[], error: unknown): 'done' | undefined {
  if (!(error instanceof Problem) || error.code !== 'database_unavailable') return undefined
  for (const { failed } of members) failed(error)
  return 'done'
}

type Known = { readonly requestHash: string; readonly status: number; readonly reply: unknown }

async function replyOf(tx: Tx, { head, work }: Member, known: Known | undefined): Promise<CommandReply> {
  if (!known) return { status: 200, body: (await work(tx)) ?? null, replayed: false }
  // What a key was used for before is told by the way of a command that is alone.
  if (known.requestHash !== head.requestHash || head.isSecret) throw new Error('this key was used before')
  return { status: known.status, body: known.reply, replayed: true }
}

/** Replies that are known already, by the member's place; the limit lets the planner do nothing but look each key up. */
async function findReplies(tx: Tx, members: readonly Member[]): Promise<Map<number, Known>> {
  const heads = members.map(({ head }) => head)
  const rows = await tx.many<Known & { at: number }>(sql`
    select asked.at, k.request_hash as "requestHash", k.status, k.reply
      from unnest(${heads.map(({ actorId }) => actorId)}::text[], ${heads.map(({ key }) => key)}::text[])
           with ordinality as asked(actor_id, key, at)
     cross join lateral (
           select request_hash, status, reply from kernel.idempotency_key
            where district_id = ${heads[0]!.districtId} and actor_id = asked.actor_id and key = asked.key
            limit 1) k`)
  return new Map(rows.map(({ at, ...known }) => [at - 1, known]))
}

/** The audit entries and kept replies of those who were carried out now. */
function recordsOf(members: readonly Member[], replies: readonly CommandReply[]): Sql | undefined {
  const rows = members.flatMap(({ head }, at) => {
    const reply = replies[at]!
    return reply.replayed ? [] : [{ head, body: head.isSecret ? null : reply.body }]
  })
  const [first] = rows
  if (!first) return undefined
  const of = (pick: (head: CommandHead) => unknown) => rows.map(({ head }) => pick(head))
  const { districtId } = first.head
  return sql`
    with audited as (
      insert into kernel.audit_entry (district_id, audit_id, at, actor_id, act, target, outcome, detail, request_id, ip)
      select ${districtId}, given.id, given.at, given.actor_id, given.act, given.target, 'done', given.detail,
             given.request_id, given.ip
        from unnest(${rows.map(() => newId())}::uuid[], ${of(({ now }) => now.toISOString())}::timestamptz[],
                    ${of(({ actorId }) => actorId)}::text[], ${of(({ act }) => act)}::text[],
                    ${of(({ target }) => target)}::text[], ${of(({ detail }) => JSON.stringify(detail ?? {}))}::jsonb[],
                    ${of(({ requestId }) => requestId)}::text[], ${of(({ ip }) => ip ?? null)}::text[])
             as given(id, at, actor_id, act, target, detail, request_id, ip))
    insert into kernel.idempotency_key (district_id, actor_id, key, request_hash, status, reply)
    select ${districtId}, given.actor_id, given.key, given.request_hash, 200, given.reply
      from unnest(${of(({ actorId }) => actorId)}::text[], ${of(({ key }) => key)}::text[],
                  ${of(({ requestHash }) => requestHash)}::text[],
                  ${rows.map(({ body }) => JSON.stringify(body))}::jsonb[])
           as given(actor_id, key, request_hash, reply)`
}
