import { type Limit, parseLimit } from '#city/calendar/unit.ts'

/** A limit as a bureau wrote it. `bare` is set when the unit was a bare 天 or 小时; `note` is what followed, such as 制止. */
export type LimitReading = { readonly limit: Limit; readonly bare?: '天' | '小时'; readonly note: string }

const bareUnits: Readonly<Record<string, { unit: Limit['unit']; as: '天' | '小时' }>> = {
  天: { unit: 'work_day', as: '天' },
  日: { unit: 'work_day', as: '天' },
  小时: { unit: 'work_hour', as: '小时' },
  时: { unit: 'work_hour', as: '小时' },
}

// What may follow a limit: the first of two stages, such as “1紧急工作时制止” [standards §3.2, S7].
const trailing = /(?<=[时日天分])\s*(?:内|以内)?\s*[（(]?(制止|停工|处罚|拆除|恢复|修复|围护)?[)）]?$/

/**
 * Reads 2紧急工作时, 4小时, 5天, 2紧急工作日, 15个工作日. In bureaus' standards a bare 天 is a working day and a bare 小时 a
 * working hour [S7]; the reading is reported so that the bureau can object. Anything else is thrown as the calendar's
 * limit_without_unit or limit_unreadable.
 */
export function readLimitText(text: string): LimitReading {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const note = trailing.exec(plain)?.[1] ?? ''
  const core = plain.replace(trailing, '')
  const match = /^(\d+(?:\.\d+)?)个?(天|日|小时|时)$/.exec(core)
  const bare = match && bareUnits[match[2]!]
  if (match && bare && Number(match[1]) > 0) {
    return { limit: { value: Number(match[1]), unit: bare.unit }, bare: bare.as, note }
  }
  return { limit: parseLimit(core), note }
}
