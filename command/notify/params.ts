import { declineReasons } from '#city/case/decline.ts'
import { stageNames } from '#city/case/state.ts'
import type { ToldCase } from './case-store.ts'
import type { Parameters } from './template.ts'

/** What a notice about a case can say of it. */
export const caseParameters = (told: ToldCase): Parameters => ({
  number: told.number,
  category: told.category || '—',
  place: told.place || '—',
  unit: told.unitName ?? '—',
  stage: stageNames[told.stage as keyof typeof stageNames] ?? told.stage,
  due: told.dueAt ? timeIn(told.timeZone, told.dueAt) : '—',
})

/** Reasons that are chosen from a list are told in its words. */
const reasonWords = new Map<string, string>(Object.entries(declineReasons).map(([name, { zh }]) => [name, zh]))

/** What somebody said with an event: a reason, a note, an answer. */
export function saidIn(body: Readonly<Record<string, unknown>>): string {
  for (const field of ['note', 'reason', 'text', 'comment']) {
    const said = body[field]
    if (typeof said === 'string' && said !== '') return (reasonWords.get(said) ?? said).slice(0, 200)
  }
  return ''
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** Parameters as people read them: an instant becomes the local time of the district. */
export const readable = (params: Parameters, timeZone: string): Parameters =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && instant.test(value) ? timeIn(timeZone, new Date(value)) : value,
    ]),
  )

const formats = new Map<string, Intl.DateTimeFormat>()

/** `11-26 15:30`, by the clock on the wall there. */
export function timeIn(timeZone: string, at: Date): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('zh-CN', {
      timeZone,
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(timeZone, format)
  }
  return format.format(at).replace('/', '-')
}
