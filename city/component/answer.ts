import { z } from 'zod'
import { listCategories } from '#city/catalogue/store.ts'
import { declaredIn } from '#city/place/answer.ts'
import { believedPoint } from '#city/place/check.ts'
import { dayIn, locatorFor } from '#city/place/locators.ts'
import { getDistrict } from '#city/place/store.ts'
import type { TableReport } from '#city/table-import/contract.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { parseInput } from '#kernel/http/input.ts'
import { attributesOf } from './attribute-table.ts'
import { type AttributeValues, attributesSchema, filledOf } from './attributes.ts'
import { amend, type Doer, register, setState, undo } from './change.ts'
import { splitKind } from './code.ts'
import type {
  AmendInput,
  ComponentCountReply,
  ComponentDetail,
  ComponentImportQuery,
  ComponentReply,
  ComponentSearchQuery,
  ComponentSearchReply,
  NearQuery,
  NearReply,
  RegisterInput,
  SetStateInput,
  UndoInput,
} from './contract.ts'
import { importComponents } from './import.ts'
import { componentFor, forReader, type Reader } from './masked.ts'
import { componentProblems } from './problems.ts'
import { countByKind, searchComponents } from './search.ts'
import { mayBecome } from './state.ts'
import { type Component, getComponent, listHistory, near } from './store.ts'

/** Answers of the component contract, one function a question; a route only passes its input, the actor and `now`. */

/** Who acts: an actor's id or name as it shall stand in the history. */
export type Acting = { readonly by: string; readonly now: Date }

/** Who does it, with the district's day. */
export async function doerOf(db: Db, districtId: string, { by, now }: Acting): Promise<Doer> {
  return { by, now, day: dayIn((await getDistrict(db, districtId)).timeZone, now) }
}

export async function answerNear(
  db: Db,
  districtId: string,
  input: z.output<typeof NearQuery>,
): Promise<z.output<typeof NearReply>> {
  const { metres, limit, kind } = input
  const at = believedPoint(input, 'lon')
  return { items: await near(db, districtId, at, { metres, limit, ...(kind ? { kind } : {}) }) }
}

const detail = (component: Component, reader: Reader = keeper): z.output<typeof ComponentDetail> => ({
  ...componentFor({ ...component, attributes: { ...component.attributes } }, reader),
})

// Whoever changes a component keeps the register.
const keeper: Reader = { isKeeper: true }

/** Problem: `component_not_found`. A former 16-digit code finds its component too. */
export async function answerComponent(
  db: Db,
  districtId: string,
  input: { code: string },
  now: Date,
  reader: Reader,
): Promise<z.output<typeof ComponentReply>> {
  const component = await getComponent(db, districtId, input.code)
  const history = await listHistory(db, districtId, component.code)
  return {
    component: detail(component, reader),
    located: (await locatorFor(db, districtId, now)).locate(component.place) ?? null,
    history: history.map(({ at, before, after, reason, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      reason: forReader(reason, reader),
      before: before && maskedFields(before, reader),
      after: after && maskedFields(after, reader),
    })),
    mayBecome: { ...mayBecome[component.state] } as Record<string, string>,
    form: [...attributesOf(component.kind)],
  }
}

/** What changed, with a component's words masked; its codes and days are nobody's numbers. */
const maskedFields = (fields: Readonly<Record<string, unknown>>, reader: Reader) => ({
  ...fields,
  ...('note' in fields ? { note: forReader(fields.note, reader) } : {}),
  ...('attributes' in fields ? { attributes: forReader(fields.attributes, reader) } : {}),
})

export async function answerComponentSearch(
  db: Db,
  districtId: string,
  input: z.output<typeof ComponentSearchQuery>,
  reader: Reader,
): Promise<z.output<typeof ComponentSearchReply>> {
  const page = await searchComponents(db, districtId, input)
  return { items: page.items.map((one) => detail(one, reader)), next: page.next }
}

export async function answerComponentCount(db: Db, districtId: string): Promise<z.output<typeof ComponentCountReply>> {
  const kinds = await countByKind(db, districtId)
  return { kinds: kinds.map((one) => ({ ...one, byState: { ...one.byState } })) }
}

/** Problems as of `register`, `component_kind_unknown` where the catalogue has no such kind, `bad_input` by attribute. */
export async function answerRegister(
  tx: Tx,
  districtId: string,
  input: z.output<typeof RegisterInput>,
  acting: Acting,
): Promise<z.output<typeof ComponentDetail>> {
  const place = believedPoint(input.place, 'body.place')
  const doer = await doerOf(tx, districtId, acting)
  const edition = splitKind(input.kind)?.edition ?? '2026'
  const known = await listCategories(tx, districtId, { edition, kind: 'component', on: doer.day })
  if (!known.some(({ code }) => code === input.kind))
    throw componentProblems.component_kind_unknown({ kind: input.kind }, 'body.kind')
  const attributes = soundAttributes(input.kind, input.attributes)
  return detail(await register(tx, districtId, { ...input, place, attributes }, doer))
}

/** The values a kind takes, without those that say nothing. Problem: `bad_input` by field. */
function soundAttributes(kind: string, given: AttributeValues, alsoKnown: readonly string[] = []) {
  const schema = z.object({ attributes: attributesSchema(attributesOf(kind), alsoKnown) })
  return filledOf(parseInput(schema, 'body', { attributes: given }).attributes)
}

/** Problems as of `amend`, `component_change_empty`, and `bad_input` for an attribute its kind does not take. */
export async function answerAmend(
  tx: Tx,
  districtId: string,
  { code, revision, reason, place, attributes, ...rest }: z.output<typeof AmendInput> & { code: string },
  acting: Acting,
): Promise<z.output<typeof ComponentDetail>> {
  const standing = await getComponent(tx, districtId, code)
  const sound = attributes && soundAttributes(standing.kind, attributes, Object.keys(standing.attributes))
  const given = Object.fromEntries(
    Object.entries({ ...rest, attributes: sound }).filter(([, value]) => value !== undefined),
  )
  const fields = { ...given, ...(place ? { place: believedPoint(place, 'body.place') } : {}) }
  const next = await amend(tx, districtId, { code, fields, reason, revision }, await doerOf(tx, districtId, acting))
  if (next.revision === revision) throw componentProblems.component_change_empty({}, 'body.reason')
  return detail(next)
}

/** Problems as of `undo`. */
export async function answerUndo(
  tx: Tx,
  districtId: string,
  input: z.output<typeof UndoInput> & { code: string },
  acting: Acting,
): Promise<z.output<typeof ComponentDetail>> {
  return detail(await undo(tx, districtId, input, await doerOf(tx, districtId, acting)))
}

/** Problems as of `setState`. */
export async function answerSetState(
  tx: Tx,
  districtId: string,
  input: z.output<typeof SetStateInput> & { code: string },
  acting: Acting,
): Promise<z.output<typeof ComponentDetail>> {
  return detail(await setState(tx, districtId, input, await doerOf(tx, districtId, acting)))
}

/** `nameOfKind` comes from the catalogue in the district's edition. */
export async function answerComponentImport(
  tx: Tx,
  districtId: string,
  input: z.output<typeof ComponentImportQuery> & { bytes: Uint8Array },
  acting: Acting,
  nameOfKind?: (kind: string) => string | undefined,
): Promise<z.output<typeof TableReport>> {
  const given = { ...input, frame: declaredIn(input), columns: input.columns?.split(','), nameOfKind }
  const report = await importComponents(tx, districtId, given, await doerOf(tx, districtId, acting))
  return { ...report, findings: [...report.findings] }
}
