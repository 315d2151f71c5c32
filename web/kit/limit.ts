/** Limits in words, and the units a limit may have: one source with the arithmetic of the server. */
export { formatLimit, type Limit, type LimitUnit, limitUnits } from '#city/calendar/unit.ts'
