import type { CaseItem } from '#city/case/contract.ts'
import { finalStages } from '#city/case/contract.ts'
import type { GlyphName } from './glyph.tsx'
import { formatSpan, shortTime } from './time.ts'
import type { Tone } from './tokens.ts'

/** What a clock says at a glance. `detail` is the deadline itself, shorter than the words of the ledger. */
export type Reading = {
  readonly tone: Tone
  readonly glyph: GlyphName | null
  readonly text: string
  readonly detail: string
}

export type Clocked = Pick<CaseItem, 'stage' | 'clock' | 'dueAt' | 'handledInTime'> & {
  readonly warnAt?: string | null
}

const soonMs = 60 * 60_000

/**
 * Time left or overrun on the wall clock. Which hours count is the ledger's affair and already in `dueAt`; the badge only
 * says how long a person has.
 */
export function readClock(item: Clocked, now: number, language: 'zh' | 'en'): Reading {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  if (finalStages.includes(item.stage)) return finished(item.handledInTime, say)
  // A clock without a deadline stands still: suspended, or waiting for somebody else's check.
  if (item.clock && !item.dueAt) return { tone: 'grey', glyph: 'pause', text: say('停表', 'paused'), detail: '' }
  if (!item.dueAt) return { tone: 'grey', glyph: null, text: say('不计时', 'no clock'), detail: '' }
  const due = Date.parse(item.dueAt)
  const left = due - now
  const detail = say(`${shortTime(due, now, 'zh')} 截止`, `due ${shortTime(due, now, 'en')}`)
  if (left <= 0)
    return {
      tone: 'red',
      glyph: 'late',
      text: say(`超时 ${formatSpan(left, 'zh')}`, `${formatSpan(left, 'en')} late`),
      detail,
    }
  const soon = item.warnAt ? Date.parse(item.warnAt) <= now : left <= soonMs
  const text = say(`剩 ${formatSpan(left, 'zh')}`, `${formatSpan(left, 'en')} left`)
  return { tone: soon ? 'brown' : 'grey', glyph: soon ? 'half' : null, text, detail }
}

type Say = (zh: string, en: string) => string

function finished(inTime: boolean | null, say: Say): Reading {
  if (inTime === true) return { tone: 'green', glyph: 'tick', text: say('按时处置', 'handled in time'), detail: '' }
  if (inTime === false) return { tone: 'red', glyph: 'late', text: say('超时处置', 'handled late'), detail: '' }
  return { tone: 'grey', glyph: null, text: '—', detail: '' }
}
