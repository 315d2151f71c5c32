import type { CalendarDefinition } from './contract.ts'
import { yearsOf } from './holiday-table.ts'
import { nationalHolidays } from './national-holidays.ts'
import { dayMs, instantOf } from './zone.ts'

/* Calendars that tests and the benchmark count with: the shapes offices really have, and the awkward ones. */

const words = (zh: string, en: string) => ({ zh, en })

const china = {
  version: 1,
  timeZone: 'Asia/Shanghai',
  workWeekdays: [1, 2, 3, 4, 5],
  country: 'CN' as const,
  holidayYears: yearsOf(nationalHolidays),
  holidays: [...nationalHolidays],
  overrides: [],
}

/** A district bureau with a lunch break; winter hours 7.5 h wrap the year end, summer hours are 7 h. */
export const bureauCalendar: CalendarDefinition = {
  ...china,
  id: 'office',
  title: words('机关作息', 'Bureau hours'),
  schedules: [
    {
      name: words('冬季作息', 'winter hours'),
      fromMonthDay: '10-01',
      toMonthDay: '04-30',
      sessions: [
        ['08:30', '12:00'],
        ['14:00', '18:00'],
      ],
    },
    {
      name: words('夏季作息', 'summer hours'),
      fromMonthDay: '05-01',
      toMonthDay: '09-30',
      sessions: [
        ['08:30', '12:00'],
        ['15:00', '18:30'],
      ],
    },
  ],
  overrides: [
    { date: '2026-07-10', open: false, name: words('台风停工', 'closed for a typhoon') },
    { date: '2026-07-11', open: true, name: words('台风后补班', 'open after the typhoon') },
    { date: '2025-12-31', open: true, name: words('年末半日', 'half day'), sessions: [['08:30', '12:00']] },
  ],
}

/** The same hours all the year, 8–12 and 14–18. */
export const plainCalendar: CalendarDefinition = {
  ...china,
  id: 'plain',
  title: words('全年作息', 'All-year hours'),
  schedules: [
    {
      name: words('全年作息', 'all-year hours'),
      fromMonthDay: '01-01',
      toMonthDay: '12-31',
      sessions: [
        ['08:00', '12:00'],
        ['14:00', '18:00'],
      ],
    },
  ],
}

/** A crew that works evenings into the next morning, six days a week. */
export const nightCalendar: CalendarDefinition = {
  ...china,
  id: 'night',
  title: words('夜班', 'Night shift'),
  workWeekdays: [1, 2, 3, 4, 5, 6],
  schedules: [
    {
      name: words('夜班', 'night shift'),
      fromMonthDay: '01-01',
      toMonthDay: '12-31',
      sessions: [
        ['13:00', '17:00'],
        ['22:00', '05:30'],
      ],
    },
  ],
}

/** A zone with daylight saving, and hours across the small hours in which the clocks change. */
export const newYorkCalendar: CalendarDefinition = {
  ...nightCalendar,
  id: 'new-york',
  title: words('纽约', 'New York'),
  timeZone: 'America/New_York',
  workWeekdays: [1, 2, 3, 4, 5, 6, 7],
  country: null,
  holidayYears: [],
  holidays: [],
}

export const sampleCalendars = [bureauCalendar, plainCalendar, nightCalendar, newYorkCalendar] as const

/** An instant from the wall clock of Shanghai: `at('2026-02-13 15:00')`. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`)

/** [from, to) of the years 2024–2026 in the calendar's zone, epoch ms. */
export const sampleSpan = ({ timeZone }: CalendarDefinition): [number, number] => [
  instantOf(timeZone, Date.UTC(2024, 0, 1) / dayMs, 0),
  instantOf(timeZone, Date.UTC(2027, 0, 1) / dayMs, 0),
]
