import type { IndicatorInput, Span } from '#city/industry/industry.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { covers } from './kinds.ts'

// Alarms that mean danger to people: a cover that is open, gas. What a person judged to be a false alarm does not count, nor
// what healed by itself; an alarm that has waited an hour for somebody's word was not dealt with.
const emergencies = ({ districtId, from, to }: Span): Sql => sql`
  select e.number, v.body #>> '{title,zh}' as rule, e.raised_at, c.number as case_number, c.handled_at, c.handled_in_time,
         coalesce(c.handled_in_time, false) or (c.handled_at is not null and c.handled_in_time is null) as is_dealt_with
    from "analyse".alarm_episode e
    join "analyse".alarm_rule r on r.district_id = e.district_id and r.rule_id = e.rule_id
     and r.code in ('manhole-open', 'manhole-gas')
    join "analyse".alarm_rule_version v on v.district_id = e.district_id and v.rule_id = e.rule_id and v.version = e.rule_version
    left join "analyse".alarm_case l on l.district_id = e.district_id and l.episode_id = e.episode_id
    left join city.case c on c.district_id = l.district_id and c.case_id = l.case_id
   where e.district_id = ${districtId} and e.raised_at >= ${from} and e.raised_at < ${to}
     and e.part_of is null and e.verdict is distinct from false
     and (c.handled_at is not null or c.due_at < least(${to}::timestamptz, now())
          or (c.case_id is null and e.filing in ('asks', 'failed') and e.raised_at < now() - interval '1 hour'))`

const standing = ({ districtId }: Span): Sql => sql`
  select code, name, state, owner_name, changed_date from city.component
   where district_id = ${districtId} and kind = any(${[...covers]}::text[]) and state <> 'removed'`

const heard = ({ districtId, to }: Span): Sql => sql`
  select d.device_id, d.name, s.heard_at,
         coalesce(s.heard_at + d.silent_after * interval '1 second' >= least(${to}::timestamptz, now()), false) as is_heard
    from sense.device d
    left join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id
   where d.district_id = ${districtId} and d.kind in ('cover-sensor', 'well-level', 'well-gas') and d.retired_at is null
     and d.registered_at < ${to}`

/** What covers are measured by. */
export const indicators: IndicatorInput[] = [
  {
    id: 'emergency-handled',
    title: { zh: '窨井盖应急处置率', en: 'Emergencies dealt with' },
    unit: '%',
    formula: {
      zh: '按时处置的危险报警 ÷ 已处置或到期的危险报警（误报除外）',
      en: 'Dangerous alarms dealt with in time ÷ those dealt with or due, false alarms left out',
    },
    target: { value: 100, way: 'at_least', source: { text: '专项规划：窨井盖应急处置率 100 %', mark: 'S' } },
    source: { text: '井盖开启、可燃气体报警及其案件；是否按时由案件时限台账判定', mark: 'J' },
    count: (span) => sql`
      select count(*) filter (where is_dealt_with) as hits, count(*) as base from (${emergencies(span)}) e`,
    behind: (span) => sql`
      select coalesce(case_number, number) as code, rule || coalesce(' · ' || case_number, ' · 未立案') as what,
             raised_at as at, is_dealt_with as counted from (${emergencies(span)}) e`,
  },
  {
    id: 'covers-intact',
    title: { zh: '井盖完好率', en: 'Covers intact' },
    unit: '%',
    formula: { zh: '完好井盖 ÷ 在册井盖（现状）', en: 'Covers intact ÷ covers registered, as they stand' },
    target: { value: 96.5, way: 'at_least', source: { text: '专项规划：市政设施完好率 96.5 %', mark: 'S' } },
    source: { text: '部件登记中的状态', mark: 'J' },
    asItStands: true,
    count: (span) =>
      sql`select count(*) filter (where state = 'intact') as hits, count(*) as base from (${standing(span)}) c`,
    behind: (span) => sql`
      select code, name || ' · ' || coalesce(owner_name, '权属不明') as what, changed_date::timestamptz as at,
             false as counted from (${standing(span)}) c where state <> 'intact'`,
  },
  {
    id: 'owner-known',
    title: { zh: '井盖权属明确率', en: 'Covers whose owner is known' },
    unit: '%',
    formula: { zh: '登记了权属单位的井盖 ÷ 在册井盖', en: 'Covers with an owner ÷ covers registered' },
    target: { value: 100, way: 'at_least', source: { text: '六部门 2021 年窨井盖安全管理意见：普查建档', mark: 'S' } },
    source: { text: '部件登记中的权属单位；“不明井盖”计为不明', mark: 'J' },
    asItStands: true,
    count: (span) => sql`
      select count(*) filter (where owner_name is not null and substr(code, 7, 5) <> '01023') as hits, count(*) as base
        from (${standing(span)}) c`,
    behind: (span) => sql`
      select code, name as what, changed_date::timestamptz as at, false as counted from (${standing(span)}) c
       where owner_name is null or substr(code, 7, 5) = '01023'`,
  },
  {
    id: 'devices-heard',
    title: { zh: '井盖设备在线率', en: 'Devices heard of' },
    unit: '%',
    formula: { zh: '在失联时长内报过的设备 ÷ 在用设备', en: 'Devices heard of in their time ÷ devices in use' },
    target: { value: 95, way: 'at_least', source: { text: '样例，按采购合同改', mark: 'J' } },
    source: { text: '设备登记与最近报文', mark: 'J' },
    asItStands: true,
    count: (span) => sql`select count(*) filter (where is_heard) as hits, count(*) as base from (${heard(span)}) d`,
    behind: (span) => sql`
      select device_id::text as code, name as what, heard_at as at, is_heard as counted from (${heard(span)}) d`,
  },
]
