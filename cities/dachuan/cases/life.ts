import { addWork } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import type { CaseEvent, Clause, EventBodies, EventKind, StageLimits } from '#city/case/event.ts'
import { sources } from '#city/case/event.ts'
import { currentSteps } from '#city/case/steps.ts'
import type { Random } from './random.ts'

/** Somebody of the cast or the crew, as events name them. */
export type Who = { readonly id: string; readonly name: string; readonly unit: string }

/** A unit with whoever signs for it. */
export type HandlingUnit = { readonly unitId: string; readonly name: string; readonly handler: Who }

/** All that one demo case's life depends on. */
export type Setting = {
  readonly random: Random
  readonly calendar: CompiledCalendar
  readonly now: Date
  readonly desk: { readonly intake: Who; readonly chief: Who; readonly dispatcher: Who }
  readonly collector: Who
  /** Who is sent to verify by the event with this number, at this instant. */
  readonly sendVerifier: (seq: number, at: Date) => EventBodies['verify_asked']
  readonly unit: HandlingUnit
  readonly otherUnit: HandlingUnit
  readonly clause: Clause
  readonly stageLimits: StageLimits
  readonly opening: Omit<EventBodies['reported'], 'stepsVersion' | 'stageLimits'>
  /** The case still waits after this many events: nobody has come to it yet. */
  readonly waitsAfter?: number
  readonly photos: { readonly before: readonly string[]; readonly after: readonly string[] }
}

const minute = 60_000
const citizen: Who = { id: 'citizen', name: '市民', unit: '' }

/** Writes events one after the other and stops at the present: whatever has not happened yet is simply not there. */
class Telling {
  readonly events: CaseEvent[] = []
  at: number
  readonly setting: Setting
  unit: HandlingUnit
  constructor(setting: Setting, begins: number) {
    this.setting = setting
    this.unit = setting.unit
    this.at = begins
  }

  tell<K extends EventKind>(kind: K, by: Who, body: EventBodies[K]): boolean {
    const { now, waitsAfter = Number.POSITIVE_INFINITY } = this.setting
    if (this.at > now.getTime() || this.events.length >= waitsAfter) return false
    const seq = this.events.length + 1
    const head = { seq, kind, at: new Date(this.at), byId: by.id, byName: by.name, byUnit: by.unit || null }
    this.events.push({ ...head, calendarVersion: this.setting.calendar.definition.version, body } as CaseEvent)
    return true
  }

  /** Some minutes later within the units' working hours. */
  later(low: number, high: number): this {
    const minutes = Math.max(1, Math.round(this.setting.random.between(low, high)))
    this.at = addWork(this.setting.calendar, this.at, { value: minutes, unit: 'work_minute' })
    return this
  }

  /** Some minutes later: the desks and the collectors' tasks run day and night. */
  soon(low: number, high: number): this {
    this.at += Math.round(this.setting.random.between(low, high) * minute)
    return this
  }
}

/** The life of one demo case from its report to the present. */
export function liveCase(setting: Setting, begins: number): CaseEvent[] {
  const story = new Telling(setting, begins)
  const { opening, stageLimits, desk, collector } = setting
  const reporter = opening.source === 'collector' ? collector : opening.source === 'citizen' ? citizen : desk.intake
  story.tell('reported', reporter, { ...opening, stepsVersion: currentSteps, stageLimits })
  if (!confirm(story) || !file(story)) return story.events
  if (!story.soon(2, 14).tell('dispatched', desk.dispatcher, dispatchBody(setting.unit, '职责表'))) return story.events
  if (setting.random.chance(0.05) && !bounce(story)) return story.events
  handle(story)
  return story.events
}

function confirm(story: Telling): boolean {
  const { setting } = story
  const { random, desk, collector, opening, photos } = setting
  if (!sources[opening.source].public) return true
  const asked = { collectorId: collector.id, collectorName: collector.name, note: '' }
  if (!story.soon(1, 12).tell('confirm_asked', desk.intake, asked)) return false
  const found = random.chance(0.92)
  const answer = {
    found,
    note: found ? '现场属实' : '现场未见所述问题',
    point: null,
    files: found ? photos.before : [],
  }
  if (!story.soon(8, 28).tell('confirm_answered', collector, answer)) return false
  if (found) return true
  story.soon(3, 20).tell('refused', desk.intake, { reason: '现场核实未发现该问题', basis: '立案条件未满足' })
  return false
}

function file(story: Telling): boolean {
  const { desk, clause, random } = story.setting
  if (random.chance(0.01)) {
    story.soon(3, 12).tell('voided', desk.chief, { reason: '重复登记' })
    return false
  }
  return story.soon(2, 14).tell('filed', desk.chief, { clause, note: '' })
}

const dispatchBody = (unit: { unitId: string; name: string }, reason: string) => ({
  unitId: unit.unitId,
  unitName: unit.name,
  coUnitIds: [],
  note: '',
  reason,
})

/** The unit says that it is not its duty; the dispatcher sends another, or the same one again. */
function bounce(story: Telling): boolean {
  const { unit, otherUnit, desk, random } = story.setting
  if (!story.later(5, 90).tell('returned', unit.handler, { reason: '现场权属不在我单位' })) return false
  if (random.chance(0.5)) story.unit = otherUnit
  return story.soon(5, 30).tell('dispatched', desk.dispatcher, dispatchBody(story.unit, '派遣员裁定'))
}

function handle(story: Telling): void {
  const { random, clause, calendar, desk } = story.setting
  const { unit } = story
  const started = story.at
  if (!story.later(3, 40).tell('accepted', unit.handler, { note: '' })) return
  const due = addWork(calendar, started, clause.limit)
  // Most are done well before the deadline; roughly one in eleven is late.
  const share = random.chance(0.09) ? random.between(1.05, 1.9) : random.between(0.12, 0.95)
  const doneAt = started + (due - started) * share
  if (clause.limit.unit === 'work_day' && random.chance(0.06)) askForTime(story, doneAt)
  if (clause.limit.unit === 'work_day' && random.chance(0.02)) {
    putOff(story)
    return
  }
  story.at = Math.max(story.at + minute, doneAt)
  if (share > 1.2 && random.chance(0.5)) urgeBefore(story)
  finish(story, desk.chief)
  if (share > 1) appeal(story)
}

const appealReasons = [
  ['连续暴雨，区防指要求停止户外作业，三天无法施工', '停工通知属实，非单位原因'],
  ['需燃气公司配合停气，已书面催办两次', '配合事项应由单位及早协调，催办过晚'],
  ['井盖规格特殊，厂家定制到货延误', '采购单据属实，无可替代'],
  ['当日案件集中，人手不足', '人手安排属单位内部事务'],
] as const

/** One in six of those who were late appeals; every other reason is a good one. Which, the number tells, so that chance goes on as before. */
function appeal(story: Telling): void {
  const { opening, desk } = story.setting
  const pick = Number(opening.number.slice(-3))
  const isClosed = story.events.some(({ kind }) => kind === 'closed')
  if (pick % 6 !== 0 || !isClosed || story.events.some(({ kind }) => kind === 'extension_approved')) return
  const [reason, answer] = appealReasons[(pick / 6) % appealReasons.length] ?? appealReasons[0]
  story.at += (6 + (pick % 40)) * 60 * minute
  if (!story.tell('appealed', story.unit.handler, { reason, files: [] })) return
  story.at += (20 + (pick % 30)) * 60 * minute
  const upheld = (pick / 6) % 2 === 0
  story.tell('appeal_decided', desk.chief, { upheld, reason: `${answer}，${upheld ? '申诉成立' : '不予免计'}。` })
}

function askForTime(story: Telling, doneAt: number): void {
  const { desk, clause, random } = story.setting
  const { unit } = story
  story.at += (doneAt - story.at) * 0.3
  const ask = { reason: '需等待材料到场', limit: clause.limit, files: [] }
  if (!story.tell('extension_asked', unit.handler, ask)) return
  if (random.chance(0.8))
    story.later(10, 200).tell('extension_approved', desk.dispatcher, { limit: clause.limit, note: '同意' })
  else story.later(10, 200).tell('extension_refused', desk.dispatcher, { reason: '理由不充分' })
}

/** Works that have to wait for a season or for money. */
function putOff(story: Telling): void {
  const { desk, now } = story.setting
  const until = new Date(now.getTime() + 60 * 86_400_000).toISOString().slice(0, 10)
  if (
    !story
      .later(30, 300)
      .tell('suspension_asked', story.unit.handler, { reason: '列入季节性养护计划', until, files: [] })
  )
    return
  story.soon(20, 200).tell('suspension_approved', desk.dispatcher, { until, note: '同意挂账' })
}

function urgeBefore(story: Telling): void {
  const held = story.at
  story.at -= 30 * minute
  const { length } = story.events
  const last = story.events[length - 1]
  if (last && story.at > last.at.getTime())
    story.tell('urged', story.setting.desk.chief, { type: 'overdue', text: '已超时，请立即处置' })
  story.at = held
}

function finish(story: Telling, chief: Who): void {
  const { photos, random, opening } = story.setting
  const { unit } = story
  const done = {
    note: random.pick(['已清理完毕', '已修复，现场恢复', '已处置到位', '已规范并告知当事人']),
    before: photos.before,
    after: photos.after,
  }
  if (!story.tell('handled', unit.handler, done)) return
  const passed = random.chance(0.94)
  if (!verify(story, passed, passed ? '现场已恢复' : '仍有残留')) return
  if (!passed) {
    if (!story.soon(2, 20).tell('reworked', chief, { reason: '核查未通过' })) return
    if (!story.later(20, 200).tell('handled', unit.handler, { ...done, note: '已返工' })) return
    if (!verify(story, true, '返工后合格')) return
  }
  if (!story.soon(2, 14).tell('closed', chief, { note: '', outcome: 'solved' })) return
  if (opening.source !== 'citizen' || !random.chance(0.45)) return
  const score = random.weighted([
    [55, 5],
    [25, 4],
    [10, 3],
    [6, 2],
    [4, 1],
  ] as const)
  story.soon(60, 3000).tell('rated', citizen, { score, solved: score > 2, comment: '' })
}

/** Somebody drawn goes there and says what they see; most stand close by with a fix that can be trusted. */
function verify(story: Telling, passed: boolean, note: string): boolean {
  const { desk, sendVerifier, random, opening, photos } = story.setting
  story.soon(3, 25)
  const asked = sendVerifier(story.events.length + 1, new Date(story.at))
  if (!story.tell('verify_asked', desk.intake, asked)) return false
  const { point } = opening.place
  const metres = random.chance(0.97) ? random.between(2, 60) : random.between(250, 900)
  story.soon(8, 29)
  const presence = {
    verdict: metres <= 100 ? 'there' : 'away',
    metres: Math.round(metres),
    accuracyMetres: Math.round(random.between(4, 25)),
    fixAt: new Date(story.at - minute).toISOString(),
  } as const
  const verifier: Who = { id: asked.collectorId, name: asked.collectorName, unit: desk.intake.unit }
  return story.tell('verify_answered', verifier, { passed, note, point, files: photos.after, presence })
}
