import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { clockCache } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { type CaseState, foldCase, usualRules } from '#city/case/state.ts'
import { type Rung, resumesAt } from '#city/case/watch.ts'
import { permissionNames } from '#city/organisation/permissions.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import { type NextActor, nextActorsOf } from './next-actor.ts'

/** What may be wrong with an open case, in the words of the list. */
export const findingNames = {
  unit_empty: { zh: '责任单位没有在岗人员', en: 'Nobody in the unit can act' },
  collector_gone: { zh: '采集员已停用或离岗', en: 'The collector is not in service' },
  post_empty: { zh: '没有人能办下一步', en: 'Nobody may take the next step' },
  approver_missing: { zh: '申请无人可批', en: 'Nobody can decide the request' },
  no_time: { zh: '没有时限，也没有下一次提醒', en: 'No limit, and nothing will wake it' },
  very_late: { zh: '严重超时', en: 'Far beyond its deadline' },
  not_watched: { zh: '时限监察没有看到它', en: 'The deadline watch has not looked' },
  row_differs: { zh: '列表与账目不一致', en: 'The list differs from the ledger' },
  unreadable: { zh: '历程或时限无法计算', en: 'The history cannot be computed' },
} as const
export type FindingKind = keyof typeof findingNames

export type Finding = {
  readonly caseId: string
  readonly kind: FindingKind
  readonly detail: { readonly zh: string; readonly en: string }
}

/** An open case as its row has it. */
export type OpenCase = {
  readonly caseId: string
  readonly history: readonly CaseEvent[]
  readonly version: number
  readonly dueAt: Date | null
  readonly watchAt: Date | null
}

/** By what a proof judges. */
export type Measures = {
  readonly calendar: CompiledCalendar
  readonly ladder: readonly Rung[]
  readonly people: readonly Actor[]
  readonly unitNames: ReadonlyMap<string, string>
  readonly now: Date
}

/** What was found of one case: who has it next and when, or what is missing. */
export type Proof = {
  readonly caseId: string
  readonly version: number
  readonly actors: readonly string[]
  readonly time: Date | null
  readonly findings: readonly Finding[]
}

const A_DAY = 86_400_000
const UNWATCHED_MS = 3_600_000

/** Proves that one open case has a next actor and a next time. Pure. */
export function proveOne(given: OpenCase, by: Measures): Proof {
  const { caseId, version } = given
  try {
    const state = foldCase(given.history)
    const actors = nextActorsOf(state).map((next) => [next, by.people.filter((person) => can(person, next))] as const)
    const time = timeOf(given, state, by.calendar)
    return {
      caseId,
      version,
      actors: actors.map(
        ([next, people]) => `${next.permission} ${next.unitId ?? next.personId ?? ''} ${people.length}`,
      ),
      time,
      findings: [
        ...actors.flatMap(([next, people], at) => (people.length > 0 ? [] : [missing(caseId, next, at > 0, by)])),
        ...timeFindings(given, time, state, by.now),
        ...rowFindings(given, state, by),
      ],
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { caseId, version, actors: [], time: null, findings: [found(caseId, 'unreadable', said, said)] }
  }
}

function can(person: Actor, { permission, unitId, personId, notPersonId }: NextActor): boolean {
  if (!may(person, permission) || person.personId === notPersonId) return false
  if (personId !== undefined) return person.personId === personId
  return unitId === undefined || person.unitIds.includes(unitId)
}

const found = (caseId: string, kind: FindingKind, zh: string, en: string): Finding => ({
  caseId,
  kind,
  detail: { zh, en },
})

function missing(caseId: string, next: NextActor, isRequest: boolean, { unitNames }: Measures): Finding {
  const { permission, unitId } = next
  const what = permissionNames[permission]
  if (isRequest)
    return found(caseId, 'approver_missing', `没有在岗人员可${what}`, `Nobody in service holds ${permission}`)
  if (permission === 'task.answer')
    return found(
      caseId,
      'collector_gone',
      '任务在一名已停用或离岗的采集员手上',
      'The task is with somebody not in service',
    )
  if (unitId !== undefined) {
    const name = unitNames.get(unitId) ?? unitId
    return found(caseId, 'unit_empty', `${name}没有在岗人员可${what}`, `Nobody of ${name} holds ${permission}`)
  }
  return found(caseId, 'post_empty', `没有在岗人员可${what}`, `Nobody in service holds ${permission}`)
}

/** The next instant at which something happens to the case by itself: a deadline, a rung, or the end of a suspension. */
function timeOf({ dueAt, watchAt }: OpenCase, state: CaseState, calendar: CompiledCalendar): Date | null {
  return dueAt ?? watchAt ?? resumesAt(state, calendar.definition.timeZone) ?? null
}

function timeFindings(
  { caseId, dueAt, watchAt }: OpenCase,
  time: Date | null,
  { rules }: CaseState,
  now: Date,
): Finding[] {
  const findings: Finding[] = []
  if (!time)
    findings.push(
      found(caseId, 'no_time', '本阶段没有设时限，全程时限也没有', 'Neither this stage nor the whole case has a limit'),
    )
  const lateMs = dueAt ? now.getTime() - dueAt.getTime() : 0
  const veryLateDays = rules.veryLateDays ?? usualRules.veryLateDays ?? 0
  if (lateMs > veryLateDays * A_DAY) {
    const days = Math.floor(lateMs / A_DAY)
    findings.push(found(caseId, 'very_late', `已超时 ${days} 天`, `${days} days beyond its deadline`))
  }
  if (watchAt && now.getTime() - watchAt.getTime() > UNWATCHED_MS)
    findings.push(found(caseId, 'not_watched', '一小时前就该查看', 'It was to be looked at an hour ago'))
  return findings
}

function rowFindings({ caseId, history, version, dueAt }: OpenCase, state: CaseState, by: Measures): Finding[] {
  const cache = clockCache(history, state, by.calendar, by.now, by.ladder)
  if (state.version === version && cache.dueAt?.getTime() === dueAt?.getTime()) return []
  return [found(caseId, 'row_differs', '截止时间与账目重算不一致', 'The deadline is not what the ledger computes')]
}
