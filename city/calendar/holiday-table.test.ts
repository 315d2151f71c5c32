import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import chineseDays from 'chinese-days'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { compileCalendar } from './compile.ts'
import { holidayWords, parseHolidays, yearsOf } from './holiday-table.ts'
import { nationalHolidays } from './national-holidays.ts'
import { plainCalendar } from './samples.ts'
import { dateOf, dayNumberOf } from './zone.ts'

const years = [2024, 2025, 2026]

test('the table holds the notices of 2024 to 2026, each day once and each with its notice', () => {
  assert.deepEqual(yearsOf(nationalHolidays), years)
  assert.equal(new Set(nationalHolidays.map((h) => h.date)).size, nationalHolidays.length)
  for (const { notice } of nationalHolidays) assert.match(notice, /^国办发明电〔20\d\d〕\d+号 https:\/\/www\.gov\.cn\//)
})

test('the table equals the published record day by day', (t) => {
  const folder = sharedData('calendar-cn')
  if (!folder) return t.skip('shared data calendar-cn is not here')
  for (const year of years) {
    const { days } = JSON.parse(readFileSync(join(folder, `${year}.json`), 'utf8')) as {
      days: { date: string; name: string; isOffDay: boolean }[]
    }
    const ours = nationalHolidays.filter((h) => h.date.startsWith(`${year}-`))
    assert.deepEqual(
      ours.map(({ date, name, isOffDay }) => ({ date, name, isOffDay })),
      days.map(({ date, name, isOffDay }) => ({ date, name, isOffDay })).sort((a, b) => (a.date < b.date ? -1 : 1)),
    )
  }
})

test('every day of three years is worked or not as an independent library says', () => {
  const calendar = compileCalendar(plainCalendar)
  for (let day = dayNumberOf('2024-01-01'); day <= dayNumberOf('2026-12-31'); day++) {
    const { date, sessions } = calendar.day(day)
    assert.equal(sessions.length > 0, chineseDays.isWorkday(date), date)
    assert.equal(dateOf(day), date)
  }
})

test('a line that is not four plain fields is refused with its number', () => {
  const head = 'date,name,is_off_day,notice'
  assert.throws(() => parseHolidays(`${head}\n2026-01-01,元旦,yes,x`), /line 2/)
  assert.throws(() => parseHolidays('date,name\n'), /must begin with/)
})

test('a notice that moves a day of the December before does not make that year known', () => {
  const row = (date: string) => ({ date, name: '元旦', isOffDay: true, notice: 'x' })
  assert.deepEqual(yearsOf([row('2026-12-31'), row('2027-01-01'), row('2027-10-01')]), [2027])
})

test('holidays have English names, joined ones both', () => {
  assert.equal(holidayWords('国庆节、中秋节').en, 'National Day and Mid-Autumn Festival')
  assert.equal(holidayWords('火把节').en, '火把节')
})
