import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'
import { Holiday } from '../contract.ts'

export { type CalendarDay, type DayKind, dayReader } from '../day.ts'
export { dateOf, dayNumberOf, weekdayOf } from '../zone.ts'

export const getHolidays = defineRoute({
  method: 'GET',
  path: '/api/calendar/holidays',
  tag: '时限',
  summary: { zh: '现行日历所依的放假调休通知', en: 'The holiday notices that the calendar in force is made of' },
  access: 'calendar.read',
  reply: z.object({
    holidays: z.array(Holiday),
    /** Years whose notice is known; others know weekends alone. */
    years: z.array(z.int()),
  }),
  problems: ['calendar_not_found'],
})
