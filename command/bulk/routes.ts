import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { bulkActions, type Standing, UNDO_MINUTES, undoBody } from './action.ts'
import { getBulk, listBulks, orderBulk, previewBulk, undoBulk } from './contract.ts'
import { bulkProblems } from './problems.ts'
import { bulkRunQueue } from './run.ts'
import {
  type Bulk,
  listBulks as bulksOf,
  type Counted,
  findReadableBulk,
  insertBulk,
  listItems,
  listNumbers,
  type NewItem,
  readStanding,
} from './store.ts'
import { isPassing, mustBeSeen, mustBeSound, type Order, refusalFrom, type StepRoutes, takeOne } from './take.ts'

/** One step for many cases: rehearsed, ordered, followed, taken back. */
export const bulkRoutes = (steps: StepRoutes, enqueue: Enqueue): readonly Route[] => [
  route(previewBulk, async ({ tx, actor, body: { action, input, items }, now }) => {
    mustBeSound(steps, action, input)
    const numbers = await numbersOf(tx, actor, items)
    const rehearsed = []
    for (const { caseId, seen } of items) {
      const outcome = await rehearse(tx, steps, { actor, action, input, caseId, seen, now })
      rehearsed.push({ caseId, number: numbers.get(caseId) ?? '', ...outcome })
    }
    return { items: rehearsed }
  }),
  route(orderBulk, async ({ tx, actor, body: { action, input, items }, now }) => {
    mustBeSound(steps, action, input)
    const numbers = await numbersOf(tx, actor, items)
    const bulk = { ...newBulk(actor, now), action, input, undoOf: null }
    return begin(
      tx,
      enqueue,
      bulk,
      items.map((item) => ({ ...item, number: numbers.get(item.caseId) ?? '', body: null })),
    )
  }),
  route(listBulks, async ({ tx, actor, query }) => {
    const rows = await bulksOf(tx, actor, { ...query, limit: query.limit + 1 })
    const items = rows.slice(0, query.limit)
    const next = rows.length > query.limit ? (items.at(-1)?.cursor ?? null) : null
    return { items: items.map(summaryOf), next }
  }),
  route(getBulk, async ({ tx, actor, params }) => {
    const bulk = await mustRead(tx, actor, params.bulkId)
    const items = await listItems(tx, actor.districtId, params.bulkId)
    const shown = items.map(({ caseId, number, outcome, refusal, before, after }) => ({
      ...{ caseId, number, outcome, refusal },
      before: before && standingShown(before),
      after: after && standingShown(after),
    }))
    return { ...summaryOf(bulk), items: shown }
  }),
  route(undoBulk, async ({ tx, actor, params, now }) => {
    const bulk = await mustRead(tx, actor, params.bulkId)
    if (!bulk.isOwn) throw bulkProblems.bulk_not_found({}, 'params.bulkId')
    const inverse = mustBeUndoable(bulk, now)
    const items = await listItems(tx, actor.districtId, bulk.bulkId)
    const back = items.flatMap(({ caseId, number, before, after, body }): NewItem[] => {
      const undo = before && undoBody(bulk.action, body ?? bulk.input, before)
      return undo && after ? [{ caseId, number, seen: after.version, body: undo }] : []
    })
    if (back.length === 0) throw bulkProblems.bulk_nothing_to_undo()
    return begin(tx, enqueue, { ...newBulk(actor, now), action: inverse, input: {}, undoOf: bulk.bulkId }, back)
  }),
]

async function numbersOf(tx: Tx, actor: Actor, items: readonly { caseId: string }[]): Promise<Map<string, string>> {
  const caseIds = items.map(({ caseId }) => caseId)
  const rows = await listNumbers(tx, actor, caseIds)
  const numbers = new Map(rows.map(({ caseId, number }) => [caseId, number]))
  mustBeSeen(numbers, caseIds)
  return numbers
}

/** Does it and takes it back at once, so that what is foretold is what would happen. */
async function rehearse(tx: Tx, steps: StepRoutes, order: Order) {
  const before = await readStanding(tx, order.actor.districtId, order.caseId)
  await tx.client.query('savepoint rehearsal')
  try {
    const { after } = await takeOne(tx, steps, order)
    return { refusal: null, before: standingShown(before), after: standingShown(after) }
  } catch (error) {
    if (isPassing(error)) throw error
    return { refusal: refusalFrom(error), before: standingShown(before), after: null }
  } finally {
    await tx.client.query('rollback to savepoint rehearsal; release savepoint rehearsal')
  }
}

const newBulk = (actor: Actor, now: Date) => ({
  districtId: actor.districtId,
  bulkId: newId(),
  byId: actor.personId,
  byName: actor.name,
  at: now,
})

async function begin(tx: Tx, enqueue: Enqueue, bulk: Omit<Bulk, 'endedAt'>, items: readonly NewItem[]) {
  await insertBulk(tx, bulk, items)
  await enqueue(tx, bulkRunQueue, { districtId: bulk.districtId, bulkId: bulk.bulkId })
  return { bulkId: bulk.bulkId }
}

async function mustRead(db: Db, actor: Actor, bulkId: string): Promise<Counted> {
  const bulk = await findReadableBulk(db, actor, bulkId)
  if (!bulk) throw bulkProblems.bulk_not_found({}, 'params.bulkId')
  return bulk
}

function mustBeUndoable(bulk: Counted, now: Date) {
  const inverse = inverseOf(bulk)
  if (!inverse) throw bulkProblems.bulk_cannot_be_undone()
  if (bulk.undoneBy) throw bulkProblems.bulk_undone_already()
  if (bulk.waiting > 0) throw bulkProblems.bulk_not_finished()
  if (now > undoUntil(bulk)) throw bulkProblems.bulk_too_old({ minutes: UNDO_MINUTES })
  return inverse
}

/** What takes it back; what was itself a taking back stays. */
const inverseOf = ({ action, undoOf }: Pick<Bulk, 'action' | 'undoOf'>) => (undoOf ? null : bulkActions[action].undo)

const undoUntil = ({ at }: Bulk): Date => new Date(at.getTime() + UNDO_MINUTES * 60_000)

const standingShown = ({ stage, unitName, dueAt }: Standing) => ({ stage, unitName, dueAt })

function summaryOf(bulk: Counted) {
  const { bulkId, action, byName, isOwn, at, endedAt, total, waiting, done, refused, undoOf, undoneBy } = bulk
  const until = isOwn && inverseOf(bulk) && !undoneBy && done > 0 ? undoUntil(bulk) : null
  return {
    bulkId,
    action,
    byName,
    isOwn,
    at,
    endedAt,
    total,
    waiting,
    done,
    refused,
    undoOf,
    undoneBy,
    undoUntil: until,
  }
}
