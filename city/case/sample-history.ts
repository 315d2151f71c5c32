import type { CaseEvent, Clause, EventBodies, EventKind, Limit } from './event.ts'
import { currentSteps } from './steps.ts'

/** One line of a told history: Beijing time, what happened, what was said. For tests. */
export type Told = { [K in EventKind]: readonly [at: string, kind: K, body: EventBodies[K]] }[EventKind]

/** Beijing wall-clock time as an instant. */
export const at = (text: string): Date => new Date(`${text}:00+08:00`)

export const clause = (limit: Limit): Clause => ({
  edition: '2026',
  kind: 'matter',
  code: '06010',
  name: '暴露垃圾',
  versionId: null,
  conditionId: null,
  condition: '有暴露垃圾',
  closing: '清理完毕',
  areaClass: '*',
  limit,
})

export const reported = (changes: Partial<EventBodies['reported']> = {}): EventBodies['reported'] => ({
  number: '2026030200001',
  source: 'collector',
  urgency: 'normal',
  description: '路边有垃圾',
  category: null,
  place: { point: null, text: '人民路', cellCode: null, communityCode: null, streetCode: null, componentCode: null },
  stepsVersion: currentSteps,
  stageLimits: {
    intake: { value: 15, unit: 'work_minute' },
    confirm: { value: 30, unit: 'urgent_minute' },
    dispatch: { value: 15, unit: 'work_minute' },
    verify: { value: 30, unit: 'urgent_minute' },
  },
  files: [],
  ...changes,
})

/** The told lines as a history in order. */
export const historyOf = (lines: readonly Told[]): CaseEvent[] =>
  lines.map(
    ([when, kind, body], index) =>
      ({
        seq: index + 1,
        kind,
        at: at(when),
        byId: 'somebody',
        byName: '某人',
        byUnit: null,
        calendarVersion: null,
        body,
      }) as CaseEvent,
  )
