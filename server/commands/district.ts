import { listStageLimits, listVersions } from '#city/calendar/store.ts'
import { listStandardVersions } from '#city/catalogue/version-store.ts'
import { findDistrict as findSettings } from '#city/organisation/district.ts'
import { postNames } from '#city/organisation/policy.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { getDistrict, listDistricts } from '#city/place/store.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Command, type Io, oneOf, readArgs, required, UsageError } from './command.ts'
import { type DistrictWords, districtOptions, type Opening, readOpening } from './district-input.ts'
import { type Admitted, firstUnits, openDistrict } from './open-district.ts'
import { type Session, sessionsOf, withDatabase } from './session.ts'

const acts = ['list', 'add', 'show'] as const

/** The districts of this installation, and how a bureau opens its own. */
export const districtCommand: Command = {
  name: 'district',
  about: { zh: '开区、列出各区', en: 'open a district, list districts' },
  help: `用法 usage：npm run yiwang -- district <${acts.join('|')}> [选项 options]

  list                     列出各区 · list districts
  show --id <区 id>        一个区已有什么 · what a district has
  add                      开区：一次写全，或什么也不写 · open a district, wholly or not at all

add 的选项 options of add：
  --id <id>                区 id，小写字母、数字、连字符，此后不变 · its id, for good
  --name <名称>            区名 · its name
  --division <6 位>        行政区划代码 · division code, 6 digits
  --lon <度> --lat <度>    中心点，CGCS2000 · the centre in CGCS2000 degrees
  --bounds <西,南,东,北>   范围，默认中心点 ±0.1° · west,south,east,north; ±0.1° around the centre unless said
  --time-zone <时区>       默认 Asia/Shanghai · Asia/Shanghai unless said
  --case-number <模板>     案件编号，默认 '{yyyy}{mm}{dd}{seq:5}' · template of case numbers
  --admin-username <用户名> --admin-name <姓名>
                           系统管理员 · the system administrator
  --security-username … --security-name … --audit-username … --audit-name …
                           安全、审计管理员，与系统管理员一起写，三员分立 · the other two of three separate administrators

管理员的口令随机生成，只显示一次。A password is made for each administrator and shown once.

同时写入，均为默认值，待本区改定：工作日历（8:30–12:00、14:30–18:00，国家放假安排）、环节时限样例值、国家默认立案结案标准
（今日起）、监督中心（centre）与指挥中心（command）。
Entered with it, as defaults to be replaced: office hours with the national holidays, sample limits of the stages, the national
filing standard from today, a supervision centre and a command centre.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, districtOptions)
    const act = oneOf(positionals[0], acts, '命令 command')
    if (positionals.length > 1) throw new UsageError('多余的参数', 'too many words')
    mustTakeNothingElse(act, values)
    const now = systemClock.now()
    const opening = act === 'add' ? readOpening(values, now) : undefined
    const id = act === 'show' ? required(values.id, 'id') : ''
    await withDatabase(config, async (session) => {
      if (opening) await add(session, sessionsOf(config, session), opening, now, io)
      else if (act === 'show') await show(session.pool, id, io)
      else await list(session.pool, io)
    })
    return 0
  },
}

function mustTakeNothingElse(act: (typeof acts)[number], values: DistrictWords): void {
  const known: readonly string[] = { list: [], show: ['id'], add: Object.keys(districtOptions) }[act]
  const other = Object.keys(values).find((option) => !known.includes(option))
  if (other) throw new UsageError(`${act} 不用 --${other}`, `${act} takes no --${other}`)
}

async function add(
  { pool }: Session,
  sessions: ReturnType<typeof sessionsOf>,
  opening: Opening,
  now: Date,
  io: Io,
): Promise<void> {
  try {
    const admitted = await openDistrict(pool, sessions, opening, now)
    tellOpened(io, opening, admitted)
  } finally {
    await sessions.close()
  }
}

/** What was entered, the passwords, and what comes next. */
export function tellOpened(io: Io, { district }: Opening, admitted: readonly Admitted[]): void {
  const { districtId, name } = district
  io.line(`已开区 ${districtId} ${name} · district opened`)
  for (const { username, post, password } of admitted)
    io.line(`${postNames[post]} ${username}，口令 password: ${password}（只显示这一次 · shown this once）`)
  const units = firstUnits.map(({ unitId, name: unit }) => `${unitId} ${unit}`).join('，')
  io.line(`
接下来 what comes next：
  1 导入单元网格 · import the cells
    npm run yiwang -- import cells <网格.geojson> --district ${districtId} --frame CGCS2000 --commit
  2 导入部件 · import the components
    npm run yiwang -- import components <部件.csv> --district ${districtId} --frame CGCS2000 --commit
  3 新增人员账号 · add users（单位 units：${units}）
    npm run yiwang -- user add --district ${districtId} --username <用户名> --name <姓名> --post intake --unit centre
  4 换成本区的工作日历 · replace the default working calendar
    npm run yiwang -- import calendar <日历.json> --district ${districtId} --commit
  5 以 DEMO=no 启动，不写入演示区，也不打印演示账号 · start with DEMO=no: no demo, and none of its logins printed
    DEMO=no npm start
  市民上报页 the citizens' page：/report/?d=${districtId}`)
}

async function list(db: Db, io: Io): Promise<void> {
  const districts = await listDistricts(db)
  for (const { districtId, name, divisionCode, timeZone } of districts)
    io.line([districtId.padEnd(16), (divisionCode ?? '–').padEnd(8), timeZone, name].join('  '))
  io.line(`区 districts ${districts.length}`)
}

async function show(db: Db, districtId: string, io: Io): Promise<void> {
  const { name, divisionCode, timeZone, centre, bounds } = await getDistrict(db, districtId)
  const [calendar] = await listVersions(db, districtId)
  const standards = await listStandardVersions(db, districtId)
  const limits = await listStageLimits(db, districtId)
  const units = await listUnits(db, districtId)
  const people = await listPeople(db, districtId)
  const { cells, components, cases } = await countOf(db, districtId)
  const say = (zh: string, en: string, what: string | number) => io.line(`${zh} ${en}：${what}`)
  say('区', 'district', `${districtId} ${name}`)
  say('区划代码', 'division', divisionCode ?? '–')
  say('时区', 'time zone', timeZone)
  say('中心', 'centre', `${centre.lon},${centre.lat} CGCS2000`)
  say('范围', 'bounds', `${bounds.west},${bounds.south},${bounds.east},${bounds.north}`)
  say('案件编号', 'case number', (await findSettings(db, districtId))?.settings.caseNumber ?? '–')
  say('工作日历', 'calendar', calendar ? `第 ${calendar.version} 版 version，${calendar.reason}` : '–')
  for (const { stage, limit, mark } of limits)
    say('环节时限', 'stage limit', `${stage} ${limit.value} ${limit.unit} [${mark}]`)
  for (const { name: title, status, validFrom } of standards)
    say('立案标准', 'filing standard', `${title} ${status} ${validFrom ?? ''}`)
  say('单位', 'units', units.map((unit) => `${unit.unitId} ${unit.name}`).join('，') || '–')
  say('人员', 'people', people.length)
  say('单元网格', 'cells', cells)
  say('部件', 'components', components)
  say('案件', 'cases', cases)
}

const countOf = (db: Db, districtId: string): Promise<{ cells: number; components: number; cases: number }> =>
  db.one(sql`
    select (select count(*) from city.cell where district_id = ${districtId} and valid_from <= current_date
              and (valid_to is null or valid_to > current_date)) as cells,
           (select count(*) from city.component where district_id = ${districtId}) as components,
           (select count(*) from city."case" where district_id = ${districtId}) as cases`)
