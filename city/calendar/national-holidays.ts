import { readFileSync } from 'node:fs'
import type { Holiday } from './contract.ts'
import { parseHolidays } from './holiday-table.ts'

/**
 * Days off and worked weekend days of the People's Republic, from the State Council General Office's yearly notices
 * (number and address in each row). A year is added when its notice is published; nothing is guessed ahead.
 */
export const nationalHolidays: readonly Holiday[] = parseHolidays(
  readFileSync(new URL('holidays-cn.csv', import.meta.url), 'utf8'),
)
