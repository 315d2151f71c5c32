import type { Holiday } from './contract.ts'
import type { Words } from './unit.ts'

const header = 'date,name,is_off_day,notice'

/** Reads the table kept beside this file: `date,name,is_off_day,notice`, one day a line, no quoting needed. */
export function parseHolidays(csv: string): Holiday[] {
  const [first, ...lines] = csv.trim().split(/\r?\n/)
  if (first !== header) throw new Error(`holiday table must begin with ${header}`)
  return lines.map((line, i) => {
    const [date = '', name = '', isOffDay = '', notice = '', ...rest] = line.split(',')
    const sound = /^\d{4}-\d\d-\d\d$/.test(date) && name && /^(true|false)$/.test(isOffDay) && notice && !rest.length
    if (!sound) throw new Error(`holiday table line ${i + 2} is not ${header}: ${line}`)
    return { date, name, isOffDay: isOffDay === 'true', notice }
  })
}

/**
 * The years whose notice is in the table. A notice for year Y may also move a day of December Y−1, so a year counts
 * only when its National Day is there.
 */
export const yearsOf = (holidays: readonly Holiday[]): number[] =>
  holidays.filter((h) => h.date.endsWith('-10-01') && h.isOffDay).map((h) => Number(h.date.slice(0, 4)))

const english: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}

/** The holiday's name in both languages; a name we do not know stays as written. */
export const holidayWords = (name: string): Words => ({
  zh: name,
  en: name
    .split('、')
    .map((part) => english[part] ?? part)
    .join(' and '),
})
