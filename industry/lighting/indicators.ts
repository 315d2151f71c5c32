import type { IndicatorInput, Span } from '#city/industry/industry.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'

const plan = (text: string) => ({ text: `专项规划 ${text}`, mark: 'S' as const })

// Each report of a lamp that should have burnt at that instant by its own word; bad values are neither lit nor dark.
const reports = ({ districtId, from, to }: Span): Sql => sql`
  select d.device_id, d.name, l.at, l.value = 1 as is_lit
    from sense.device d
    join sense.series ls on ls.district_id = d.district_id and ls.device_id = d.device_id and ls.metric = 'lit'
    join sense.series ws on ws.district_id = d.district_id and ws.device_id = d.device_id and ws.metric = 'wanted'
    join sense.telemetry l on l.district_id = ls.district_id and l.series_id = ls.series_id and l.quality = 0
     and l.at >= ${from} and l.at < ${to}
    join sense.telemetry w on w.district_id = ws.district_id and w.series_id = ws.series_id and w.at = l.at and w.value = 1
   where d.district_id = ${districtId} and d.kind = 'lamp-controller' and d.retired_at is null`

const samples = ({ districtId, from, to }: Span): Sql => sql`
  select street, lamps, lit, sampled_at, by_name from lighting.sample
   where district_id = ${districtId} and sampled_at >= ${from} and sampled_at < ${to}`

const intact = ({ districtId }: Span): Sql => sql`
  select code, name, state, changed_date from city.component
   where district_id = ${districtId} and kind in ('01037', '01038', '01039', '01060') and state <> 'removed'`

// A meter only counts up; a new meter begins below the old one and its first reading is no consumption.
const energy = ({ districtId, from, to }: Span): Sql => sql`
  select d.device_id, d.name, max(m.at) as at, sum(greatest(m.step, 0)) as used
    from sense.device d
    join sense.series s on s.district_id = d.district_id and s.device_id = d.device_id and s.metric = 'energy'
    cross join lateral (
      select t.at, t.value - lag(t.value) over (order by t.at) as step from sense.telemetry t
       where t.district_id = s.district_id and t.series_id = s.series_id and t.quality = 0
         and t.at >= ${from} and t.at < ${to}) m
   where d.district_id = ${districtId} and d.kind = 'lamp-cabinet' and d.retired_at is null
   group by d.device_id, d.name`

/** What street lighting is measured by. */
export const indicators: IndicatorInput[] = [
  {
    id: 'lit-rate-reported',
    title: { zh: '亮灯率（实报）', en: 'Lamps lit, by their reports' },
    unit: '%',
    formula: {
      zh: '应亮时段内报告“亮”的次数 ÷ 应亮时段内的有效报告次数',
      en: 'Reports of burning ÷ sound reports while the lamp should burn',
    },
    target: { value: 95, way: 'at_least', source: plan('第二章指标表：城市道路路灯亮灯率 95 %（约束性）') },
    stretch: { value: 99, way: 'at_least', source: plan('第三章第六节（四）：亮灯率 99 %，与指标表不一致，作争取值') },
    source: { text: '单灯控制器报告；失联的灯不计入分母', mark: 'J' },
    count: (span) => sql`select count(*) filter (where is_lit) as hits, count(*) as base from (${reports(span)}) r`,
    behind: (span) => sql`
      select device_id::text as code, name || ' · ' || count(*) filter (where is_lit) || ' / ' || count(*) as what,
             max(at) as at, bool_and(is_lit) as counted from (${reports(span)}) r group by device_id, name`,
  },
  {
    id: 'lit-rate-sampled',
    title: { zh: '亮灯率（抽检）', en: 'Lamps lit, by samples' },
    unit: '%',
    formula: { zh: '夜间抽检点亮的灯数 ÷ 抽检灯数', en: 'Lamps seen burning ÷ lamps sampled at night' },
    target: { value: 95, way: 'at_least', source: plan('第二章指标表：城市道路路灯亮灯率 95 %（约束性）') },
    stretch: { value: 99, way: 'at_least', source: plan('第三章第六节（四）：亮灯率 99 %，作争取值') },
    source: { text: '人工夜间抽检记录', mark: 'J' },
    count: (span) => sql`select sum(lit) as hits, coalesce(sum(lamps), 0) as base from (${samples(span)}) s`,
    behind: (span) => sql`
      select street as code, street || ' · ' || lit || ' / ' || lamps || ' · ' || by_name as what, sampled_at as at,
             lit = lamps as counted from (${samples(span)}) s`,
  },
  {
    id: 'facilities-intact',
    title: { zh: '照明设施完好率', en: 'Lighting facilities intact' },
    unit: '%',
    formula: {
      zh: '完好的灯与配电箱 ÷ 在册的灯与配电箱（现状）',
      en: 'Lamps and cabinets intact ÷ those registered, as they stand',
    },
    target: { value: 95, way: 'at_least', source: { text: '设施完好率 95 %（外省管理规定，供参考）', mark: 'S' } },
    source: { text: '部件登记中的状态', mark: 'J' },
    asItStands: true,
    count: (span) =>
      sql`select count(*) filter (where state = 'intact') as hits, count(*) as base from (${intact(span)}) c`,
    behind: (span) => sql`
      select code, name || ' · ' || state as what, changed_date::timestamptz as at, false as counted
        from (${intact(span)}) c where state <> 'intact'`,
  },
  {
    id: 'energy',
    title: { zh: '照明用电', en: 'Energy used' },
    unit: 'kWh',
    formula: { zh: '各配电箱电表读数之差合计', en: 'What the meters of the cabinets moved by' },
    target: { value: 60000, way: 'at_most', source: { text: '月度用电预算，样例，按本区预算改', mark: 'J' } },
    source: { text: '配电箱终端电表读数', mark: 'J' },
    count: (span) =>
      sql`select coalesce(round(sum(used)::numeric, 1), 0) as hits, count(*) as base from (${energy(span)}) e`,
    behind: (span) => sql`
      select device_id::text as code, name || ' · ' || round(used::numeric, 1) || ' kWh' as what, at, true as counted
        from (${energy(span)}) e`,
  },
]
