import type { CalendarDraft, StageLimit } from '#city/calendar/contract.ts'
import { publishCalendar, setStageLimit } from '#city/calendar/store.ts'
import { draftNationalStandard, publishStandardVersion } from '#city/catalogue/version-store.ts'
import { type NewUnit, putUnits } from '#city/organisation/founding.ts'
import { dayIn } from '#city/place/locators.ts'
import { type District, findDistrict, putDistrict } from '#city/place/store.ts'
import { findAccount } from '#kernel/auth/accounts.ts'
import { makePassword } from '#kernel/auth/password.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import { enterUser } from './accounts.ts'
import type { Administrator, Opening } from './district-input.ts'
import { commandProblems } from './problems.ts'

/** An administrator with the password made for them, which is kept nowhere. */
export type Admitted = Administrator & { readonly password: string }

/** The two axes of a district (standards notes §5.1 [M]). */
export const firstUnits: readonly NewUnit[] = [
  { unitId: 'centre', name: '监督中心', kind: 'centre' },
  { unitId: 'command', name: '指挥中心', kind: 'centre' },
]

const source = '一套在用系统的样例值（standards notes §3.5），由本区改定'
const minutes = (stage: string, value: number, unit: 'work_minute' | 'urgent_minute', mark: string): StageLimit => ({
  stage,
  limit: { value, unit },
  source,
  mark,
})

// Only what the notes give: the other stages have no limit until the district sets one.
const sampleLimits: readonly StageLimit[] = [
  minutes('intake', 15, 'work_minute', 'S18；推：工作时间内计'),
  minutes('dispatch', 15, 'work_minute', 'S18；推：工作时间内计'),
  minutes('confirm', 30, 'urgent_minute', 'S18'),
  minutes('send', 30, 'work_minute', 'M-；参照受理环节'),
  minutes('verify', 30, 'urgent_minute', 'S18'),
]

const defaultCalendar = ({ name, timeZone }: District): CalendarDraft => ({
  title: { zh: `${name}工作日历（默认，待本区改定）`, en: 'Office calendar (default, to be replaced)' },
  timeZone,
  workWeekdays: [1, 2, 3, 4, 5],
  country: 'CN',
  overrides: [],
  schedules: [
    {
      name: { zh: '全年', en: 'All year' },
      fromMonthDay: '01-01',
      toMonthDay: '12-31',
      sessions: [
        ['08:30', '12:00'],
        ['14:30', '18:00'],
      ],
    },
  ],
})

/**
 * Opens a district with all it needs to register a report, in one transaction; gives the administrators their passwords.
 * National holidays and catalogues must be loaded. Errors: `district_exists`, `account_taken`.
 */
export async function openDistrict(
  pool: Pool,
  sessions: Sessions,
  { district, administrators }: Opening,
  now: Date,
): Promise<Admitted[]> {
  const admitted = administrators.map((one) => ({ ...one, password: makePassword() }))
  const hashed = await Promise.all(
    admitted.map(async (one) => ({ ...one, passwordHash: await sessions.hash(one.password) })),
  )
  const { districtId } = district
  await pool.transaction(async (tx) => {
    if (await findDistrict(tx, districtId)) throw commandProblems.district_exists({ districtId }, '--id')
    for (const { username, option } of administrators)
      if (await findAccount(tx, username)) throw commandProblems.account_taken({ username }, option)
    await putDistrict(tx, district)
    await openOffice(tx, district, now)
    for (const { username, name, post, passwordHash } of hashed)
      await enterUser(tx, sessions, { districtId, username, name, post, unitId: 'centre', passwordHash }, now)
    const deed = { districtId, actorId: 'command-line', act: 'district.add', target: districtId }
    await audit(tx, { ...deed, requestId: newId(), now })
  })
  return admitted
}

async function openOffice(tx: Tx, district: District, now: Date): Promise<void> {
  const { districtId, name, timeZone } = district
  await publishCalendar(tx, {
    districtId,
    basedOn: 0,
    publishedAt: now,
    publishedBy: '命令行',
    reason: '开区时的默认值，待本区改定',
    draft: defaultCalendar(district),
  })
  for (const limit of sampleLimits) await setStageLimit(tx, districtId, limit)
  const versionId = await draftNationalStandard(tx, districtId, { name: `${name}立案结案标准（国家默认）`, now })
  await publishStandardVersion(tx, districtId, { versionId, from: dayIn(timeZone, now), now })
  await putUnits(tx, districtId, firstUnits)
}
