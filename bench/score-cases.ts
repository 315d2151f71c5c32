import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import { unitAt, unitCount } from './million.ts'

/** The month that is scored. */
export const month = { from: '2026-03-01', to: '2026-04-01' } as const

const limitHours = 24

/**
 * Cases of one month with their whole histories: half reported by collectors, half by telephone and confirmed, spread over 2,000
 * cells and 40 units, each handled within 1 to 30 hours of a limit of 24 that runs day and night, one in fifty not at all. Such a
 * limit is one that plain SQL can work out too.
 */
export async function loadMonth(pool: Pool, count: number): Promise<number> {
  const { districtId } = town
  for (let n = 1; n <= unitCount; n++)
    await pool.run(sql`
      insert into city.unit (district_id, unit_id, name, kind)
      values (${districtId}, ${unitAt(n)}, ${`第${n}处置所`}, 'office')`)
  await pool.run(drawn(count))
  await pool.transaction(async (tx) => {
    // The rows are right by construction; millions of look-ups of foreign keys would only take time.
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(caseRows)
    await tx.run(eventRows)
  })
  await pool.run(sql`drop table public.bench_case`)
  await pool.run(sql`vacuum (analyze) city.case`)
  await pool.run(sql`vacuum (analyze) city.case_event`)
  const { events } = await pool.one<{ events: number }>(sql`select count(*) as events from city.case_event`)
  return events
}

const drawn = (count: number) => sql`
  create unlogged table public.bench_case as
  select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as case_id, n % 2 = 0 as is_public,
         n % 50 <> 0 as is_handled, at, at + interval '10 minutes' as filed, at + interval '15 minutes' as sent,
         at + interval '15 minutes' + make_interval(hours => 1 + n / 50 % 30) as done, 1 + n / 50 % 30 <= ${limitHours}::int as is_in_time,
         'unit-' || lpad((1 + n * 7 % ${unitCount}::int)::text, 2, '0') as unit_id,
         '513399' || lpad((1 + n % 20)::text, 3, '0') || lpad((1 + n / 20 % 10)::text, 3, '0') || lpad((1 + n / 200 % 10)::text, 3, '0') as cell
    from (select n, '2026-02-27T00:00:00+08'::timestamptz + n * (interval '34 days' / ${count}::int) as at
            from generate_series(1, ${count}::int) n) times`

const district = sql.raw(`'${town.districtId}'`)

const caseRows = sql`
  insert into city.case (district_id, case_id, number, version, stage, source, urgency, kind, edition, category, category_name,
         description, place_text, cell_code, community_code, street_code, unit_id, reported_by, reported_at, filed_at, handled_at,
         closed_at, clock, due_at, calendar_version, handled_in_time, changed_at)
  select ${district}, case_id, 'S' || lpad(n::text, 11, '0'), 4 + case when is_public then 2 else 0 end + case when is_handled then 4 else 0 end,
         case when is_handled then 'closed' else 'handling' end, case when is_public then 'hotline' else 'collector' end, 'normal',
         'matter', '2026', '06013', '道路破损', '人行道路面破损塌陷', '南坝路与滨河路交叉口', cell, left(cell, 12), left(cell, 9), unit_id,
         'person-' || n % 90, at, filed, case when is_handled then done end, case when is_handled then done + interval '3 hours' end,
         case when not is_handled then 'handle' end, case when not is_handled then sent + make_interval(hours => ${limitHours}::int) end, 1,
         case when is_handled then is_in_time end, case when is_handled then done + interval '3 hours' else sent + interval '20 minutes' end
    from public.bench_case`

const place =
  sql.raw(`jsonb_build_object('point', null, 'text', '南坝路与滨河路交叉口', 'cellCode', cell, 'communityCode', left(cell, 12),
  'streetCode', left(cell, 9), 'componentCode', null)`)

const stageLimits = JSON.stringify({
  intake: { value: 15, unit: 'work_minute' },
  confirm: { value: 30, unit: 'urgent_minute' },
  dispatch: { value: 15, unit: 'work_minute' },
  verify: { value: 30, unit: 'urgent_minute' },
})

const clause = JSON.stringify({
  ...{ edition: '2026', kind: 'matter', code: '06013', name: '道路破损', versionId: null, conditionId: null },
  ...{ condition: '路面塌陷', closing: '修复平整', areaClass: '*', limit: { value: limitHours, unit: 'urgent_hour' } },
})

/** The events of every case in their order: `step` puts them in a row, and those a case does not have are left out. */
const eventRows = sql`
  insert into city.case_event (district_id, case_id, seq, kind, at, by_id, by_name, by_unit, calendar_version, body)
  select ${district}, b.case_id, row_number() over (partition by b.case_id order by e.step), e.kind, e.at, e.by_id, '某人', null, 1, e.body
    from public.bench_case b
    cross join lateral (values
      (1, 'reported', b.at, 'person-' || b.n % 90, true, jsonb_build_object('number', 'S' || lpad(b.n::text, 11, '0'), 'source',
         case when b.is_public then 'hotline' else 'collector' end, 'urgency', 'normal', 'description', '人行道路面破损塌陷', 'category',
         null, 'place', ${place}, 'stepsVersion', '2026-11', 'stageLimits', ${stageLimits}::jsonb, 'files', '[]'::jsonb)),
      (2, 'confirm_asked', b.at + interval '2 minutes', 'person-' || b.n % 90, b.is_public,
         jsonb_build_object('collectorId', 'collector-' || b.n % 200, 'collectorName', '某人', 'note', '')),
      (3, 'confirm_answered', b.at + interval '8 minutes', 'collector-' || b.n % 200, b.is_public,
         '{"found": true, "note": "", "point": null, "files": []}'::jsonb),
      (4, 'filed', b.filed, 'chief-' || b.n % 12, true, jsonb_build_object('clause', ${clause}::jsonb, 'note', '')),
      (5, 'dispatched', b.sent, 'dispatcher-' || b.n % 15, true, jsonb_build_object('unitId', b.unit_id, 'unitName', b.unit_id,
         'coUnitIds', '[]'::jsonb, 'note', '', 'reason', '职责表')),
      (6, 'accepted', b.sent + interval '20 minutes', b.unit_id, true, '{"note": ""}'::jsonb),
      (7, 'handled', b.done, b.unit_id, b.is_handled, '{"note": "已修复", "before": [], "after": []}'::jsonb),
      (8, 'verify_asked', b.done + interval '1 hour', 'person-' || b.n % 90, b.is_handled,
         jsonb_build_object('collectorId', 'collector-' || b.n % 200, 'collectorName', '某人', 'note', '')),
      (9, 'verify_answered', b.done + interval '2 hours', 'collector-' || b.n % 200, b.is_handled,
         '{"passed": true, "note": "", "point": null, "files": []}'::jsonb),
      (10, 'closed', b.done + interval '3 hours', 'chief-' || b.n % 12, b.is_handled, '{"note": "", "outcome": "solved"}'::jsonb)
    ) as e (step, kind, at, by_id, is_there, body)
   where e.is_there`
