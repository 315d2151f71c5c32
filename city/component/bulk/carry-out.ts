import { z } from 'zod'
import type { Db, Tx } from '#kernel/db/db.ts'
import { parseInput } from '#kernel/http/input.ts'
import { newId } from '#kernel/id.ts'
import type { Problem } from '#kernel/problem.ts'
import { attributesOf } from '../attribute-table.ts'
import { type AttributeValues, attributesSchema } from '../attributes.ts'
import type { Doer } from '../change.ts'
import { componentProblems } from '../problems.ts'
import { type Component, listComponents } from '../store.ts'
import { judgeOne, type Verdict } from './judge.ts'
import { addBulk, holdBulk, holdComponents, listDone, markUndone, type Rewritten, rewriteAttributes } from './store.ts'

export type Change = {
  readonly kind: string
  readonly attributes: AttributeValues
  readonly items: readonly { readonly code: string; readonly revision: number }[]
}

type Judged = { readonly code: string; readonly current: Component | undefined; readonly verdict: Verdict }
type Left = {
  readonly code: string
  readonly refusal: { readonly code: string; readonly zh: string; readonly en: string }
}

/** What would become of each. Problem: `bad_input` by attribute, for what the kind does not have or the form refuses. */
export async function rehearse(db: Db, districtId: string, change: Change) {
  const judged = await judgeAll(change, (codes) => listComponents(db, districtId, codes))
  const some = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.keys(change.attributes).map((name) => [name, values[name] ?? null]))
  return judged.map(({ code, current, verdict }) => ({
    code,
    name: current?.name ?? null,
    address: current?.address ?? null,
    refusal: verdict.problem ? wordsOf(verdict.problem) : null,
    before: some(current?.attributes ?? {}),
    after: verdict.problem ? null : some(verdict.attributes),
  }))
}

/** Changes those that can be. Problems: `bad_input` by attribute, `component_bulk_empty` where none can. */
export async function carryOut(tx: Tx, districtId: string, change: Change & { readonly reason: string }, doer: Doer) {
  const judged = await judgeAll(change, (codes) => holdComponents(tx, districtId, codes))
  const able = judged.flatMap(({ current, verdict }): Rewritten[] =>
    current && !verdict.problem ? [{ current, attributes: verdict.attributes }] : [],
  )
  if (able.length === 0) throw componentProblems.component_bulk_empty({}, 'body.items')
  const { kind, attributes, reason } = change
  const bulkId = newId()
  await addBulk(tx, districtId, { bulkId, kind, attributes, reason, by: doer.by, at: doer.now, done: able.length })
  await rewriteAttributes(tx, districtId, able, { change: 'amended', reason, bulkId, ...doer })
  const left = judged.flatMap(({ code, verdict }): Left[] =>
    verdict.problem ? [{ code, refusal: wordsOf(verdict.problem) }] : [],
  )
  return { bulkId, done: able.length, left }
}

/** Problems: `component_bulk_not_found`, `component_bulk_undone`, `component_bulk_overtaken` where all were changed since. */
export async function takeBack(
  tx: Tx,
  districtId: string,
  { bulkId, reason }: { readonly bulkId: string; readonly reason: string },
  doer: Doer,
) {
  const bulk = await holdBulk(tx, districtId, bulkId)
  if (!bulk) throw componentProblems.component_bulk_not_found()
  if (bulk.undoneAt) throw componentProblems.component_bulk_undone()
  const done = await listDone(tx, districtId, bulkId)
  const standing = new Map(
    (
      await holdComponents(
        tx,
        districtId,
        done.map(({ code }) => code),
      )
    ).map((one) => [one.code, one]),
  )
  const able: Rewritten[] = []
  const left: Left[] = []
  for (const { code, revision, before } of done) {
    const current = standing.get(code)
    if (current?.revision === revision) able.push({ current, attributes: before })
    else left.push({ code, refusal: wordsOf(overtaken(revision, current)) })
  }
  if (able.length === 0) throw componentProblems.component_bulk_overtaken()
  await rewriteAttributes(tx, districtId, able, { change: 'undone', reason, bulkId, ...doer })
  await markUndone(tx, districtId, bulkId, { at: doer.now, by: doer.by, reason, count: able.length })
  return { bulkId, done: able.length, left }
}

const overtaken = (seen: number, current: Component | undefined) =>
  componentProblems.component_changed_meanwhile({ seen, now: current?.revision ?? seen })

async function judgeAll(change: Change, read: (codes: readonly string[]) => Promise<Component[]>): Promise<Judged[]> {
  const attributes = soundValues(change)
  const found = await read(change.items.map(({ code }) => code))
  const byCode = new Map(found.map((one) => [one.code, one]))
  return change.items.map(({ code, revision }) => {
    const current = byCode.get(code)
    return { code, current, verdict: judgeOne(current, code, revision, { kind: change.kind, attributes }) }
  })
}

/** Only what is asked to change is judged: whoever fills in the height of fifty poles need not know their makers. */
function soundValues({ kind, attributes }: Change): AttributeValues {
  const asked = attributesOf(kind).filter(({ name }) => name in attributes)
  const values = asked.length > 0 ? attributesSchema(asked) : z.strictObject({})
  return parseInput(z.object({ attributes: values }), 'body', { attributes }).attributes
}

const wordsOf = ({ code, zh, en }: Problem) => ({ code, zh, en })
