import { type DeclaredFrame, readPosition } from '#city/place/declared-frame.ts'
import type { Frame, Point } from '#city/place/frame.ts'
import type { Located } from '#city/place/locator.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Problem } from '#kernel/problem.ts'
import { attributesOf } from './attribute-table.ts'
import { attributeOfHeading, attributesSchema, filledOf, valueOfText } from './attributes.ts'
import { componentCodeFaults, splitKind } from './code.ts'
import { type Accuracy, type DataSource, type FieldName, fields, sourceZh } from './fields.ts'
import { componentProblems } from './problems.ts'
import { type ComponentState, stateOf } from './state.ts'
import type { NewComponent } from './store.ts'
import type { GivenRow } from './table-file.ts'

/** What rows are judged against. */
export type JudgeContext = {
  readonly frame: DeclaredFrame
  /** The district's 6 digits, to which every code must belong. */
  readonly county: string | undefined
  readonly locate: (p: Point) => Located | undefined
  /** The catalogue's name of a kind (major and minor); undefined where there is none. Without it kinds pass unasked. */
  readonly nameOfKind: ((kind: string) => string | undefined) | undefined
}

export type Judged = {
  /** Complete, but for the code where a new one is to be given (`''`). */
  readonly component?: NewComponent & { readonly kind: string }
  readonly claimed?: Point<Frame>
  readonly refusals: readonly Problem[]
  readonly remarks: readonly Problem[]
}

/** Judges one row by itself: letters, code, fields, dates, state, coordinates, cell. All its faults are listed, not the first. */
export function judgeRow(row: GivenRow, context: JudgeContext): Judged {
  if (row.undecodable) return { refusals: [componentProblems.component_text_undecodable()], remarks: [] }
  const { values } = row
  const refusals: Problem[] = []
  const remarks: Problem[] = []
  const text = (name: FieldName): string | null => values[name] || null
  const kind = judgeKind(values.code ?? '', values.kind ?? '', context, refusals)
  const standardName = kind === undefined ? undefined : context.nameOfKind?.(kind)
  if (kind !== undefined && context.nameOfKind && standardName === undefined)
    refusals.push(componentProblems.component_kind_unknown({ kind }, 'code'))
  judgeFilled(standardName === undefined ? values : { ...values, name: values.name || standardName }, refusals, remarks)
  const initialDate = judgeDay(values.initialDate ?? '', '初始日期', 'initialDate', refusals)
  const changedDate = judgeDay(values.changedDate ?? '', '变更日期', 'changedDate', refusals)
  if (initialDate && changedDate && changedDate < initialDate)
    refusals.push(componentProblems.component_dates_reversed({}, 'changedDate'))
  const state = judgeState(values.state ?? '', refusals)
  const accuracy = judgeAccuracy(values.accuracy ?? '', refusals)
  const place = judgePlace(values, context, refusals, remarks)
  const attributes = judgeAttributes(kind, row.extra, refusals)
  if (refusals.length > 0 || !place?.located || kind === undefined)
    return { ...(place ? { claimed: place.claimed } : {}), refusals, remarks }
  const { located, point } = place
  const component = {
    kind,
    code: values.code ?? '',
    name: values.name || standardName || '',
    place: point,
    cellCode: located.cellCode,
    streetCode: located.streetCode,
    communityCode: located.communityCode,
    managerCode: text('managerCode'),
    managerName: text('managerName'),
    ownerCode: text('ownerCode'),
    ownerName: text('ownerName'),
    maintainerCode: text('maintainerCode'),
    maintainerName: text('maintainerName'),
    state: state ?? 'intact',
    initialDate: initialDate ?? '',
    changedDate: changedDate ?? null,
    dataSource: sourceOf(values.dataSource ?? ''),
    accuracy,
    address: text('address'),
    note: text('note'),
    legacyCode: text('legacyCode'),
    attributes,
  }
  return { component, claimed: place.claimed, refusals, remarks }
}

function judgeKind(code: string, kind: string, context: JudgeContext, refusals: Problem[]): string | undefined {
  if (code === '') {
    if (splitKind(kind)) return kind
    refusals.push(componentProblems.component_field_missing({ field: '管理部件标识码' }, 'code'))
    return undefined
  }
  const faults = componentCodeFaults(code, context.county)
  if (faults.length === 0) return code.slice(6, -6)
  const zh = faults.map((fault) => fault.zh).join('；')
  const en = faults.map((fault) => fault.en).join('; ')
  refusals.push(componentProblems.component_code_invalid({ code, zh, en }, 'code'))
  return undefined
}

function judgeFilled(values: GivenRow['values'], refusals: Problem[], remarks: Problem[]): void {
  for (const { name, zh, longest, mandatory } of fields) {
    const value = values[name] ?? ''
    if (value === '' && mandatory)
      (mandatory === 'refuse' ? refusals : remarks).push(componentProblems.component_field_missing({ field: zh }, name))
    if (longest !== undefined && name !== 'code' && [...value].length > longest)
      refusals.push(componentProblems.component_field_too_long({ field: zh, longest }, name))
  }
  if (values.legacyCode && !/^[0-9]{16}$/.test(values.legacyCode)) {
    const [zh, en] = ['应为 16 位数字', 'it must have 16 digits']
    refusals.push(componentProblems.component_code_invalid({ code: values.legacyCode, zh, en }, 'legacyCode'))
  }
}

/** Columns that are attributes of the row's kind, as its form takes them; other columns stay as they are. */
function judgeAttributes(kind: string | undefined, extra: GivenRow['extra'], refusals: Problem[]) {
  const form = kind === undefined ? [] : attributesOf(kind)
  const values = Object.fromEntries(
    Object.entries(extra).map(([heading, text]) => {
      const attribute = attributeOfHeading(form, heading)
      return attribute ? [attribute.name, valueOfText(attribute, text)] : [heading, text]
    }),
  )
  // A census may lack what a form asks for; what it has must be sound.
  const asked = form.filter(({ name }) => name in values).map((one) => ({ ...one, isRequired: false }))
  const read = attributesSchema(asked, Object.keys(values)).safeParse(values)
  const wrong = read.success ? [] : read.error.issues.map(({ path: [name] }) => form.find((one) => one.name === name))
  for (const { name, zh, en } of wrong.filter((one) => one !== undefined))
    refusals.push(componentProblems.component_attribute_invalid({ zh, en, text: String(values[name]) }, zh))
  return filledOf(values)
}

/** `YYYYMMDD`, `YYYY-MM-DD` or `YYYY/M/D` as a day that exists; empty is undefined. */
function judgeDay(text: string, zh: string, field: FieldName, refusals: Problem[]): string | undefined {
  if (text === '') return undefined
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  const day = match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : ''
  const instant = new Date(`${day}T00:00:00Z`)
  if (day !== '' && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day)) return day
  refusals.push(componentProblems.component_date_invalid({ field: zh, text }, field))
  return undefined
}

function judgeState(word: string, refusals: Problem[]): ComponentState | undefined {
  const state = stateOf(word)
  if (word !== '' && !state) refusals.push(componentProblems.component_state_unknown({ state: word }, 'state'))
  return state
}

function judgeAccuracy(word: string, refusals: Problem[]): Accuracy | null {
  if (word === '') return null
  const accuracy = word.toUpperCase()
  if (accuracy === 'A' || accuracy === 'B' || accuracy === 'C') return accuracy
  refusals.push(componentProblems.component_accuracy_unknown({ text: word }, 'accuracy'))
  return null
}

function sourceOf(word: string): DataSource | null {
  if (word === '') return null
  const known = Object.entries(sourceZh).find(([source, zh]) => source === word || zh === word)
  return (known?.[0] as DataSource | undefined) ?? 'other'
}

function judgePlace(
  values: GivenRow['values'],
  context: JudgeContext,
  refusals: Problem[],
  remarks: Problem[],
): { claimed: Point<Frame>; point: Point; located: Located | undefined } | undefined {
  const [first, second] = [numberOf(values.lon), numberOf(values.lat)]
  const read = readPosition(context.frame, first, second, 'lon')
  if ('problem' in read) {
    refusals.push(read.problem)
    return undefined
  }
  const located = context.locate(read.point)
  if (!located) {
    const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
    const at = { lon: round(read.point.lon), lat: round(read.point.lat) }
    refusals.push(placeProblems.point_outside_district(at, 'lon'))
  } else if (values.cellCode && values.cellCode !== located.cellCode)
    remarks.push(
      componentProblems.component_cell_differs({ given: values.cellCode, found: located.cellCode }, 'cellCode'),
    )
  return { ...read, located }
}

const numberOf = (text: string | undefined): number => (text === undefined || text === '' ? Number.NaN : Number(text))
