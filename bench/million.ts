import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'

/** Units that handle cases, besides the town's own four. */
export const unitCount = 40
export const unitAt = (n: number): string => `unit-${String(n).padStart(2, '0')}`

/** Over how many millionths of a degree the cases lie. */
export type Spread = { readonly east: number; readonly north: number }

/**
 * A million cached case rows as three years of a large district leave them: 97 of 100 closed, the rest spread over every open
 * stage with deadlines around today, units of very different size, two of a hundred cases shared between units.
 * Histories are left out: a list reads none.
 */
export async function loadMillion(
  pool: Pool,
  collectorId: string,
  count = 1_000_000,
  spread: Spread = { east: 2000, north: 997 },
): Promise<void> {
  const { districtId, community } = town
  for (let n = 1; n <= unitCount; n++)
    await pool.run(sql`
      insert into city.unit (district_id, unit_id, name, kind)
      values (${districtId}, ${unitAt(n)}, ${`第${n}处置所`}, 'office')`)
  await pool.transaction(async (tx) => {
    // The rows are right by construction; a million look-ups of foreign keys would only take time.
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`
      insert into city.case (district_id, case_id, number, version, stage, source, urgency, kind, edition, category,
             category_name, description, place, place_text, cell_code, community_code, street_code, unit_id, co_unit_ids,
             collector_id, reported_by, reported_at, filed_at, handled_at, closed_at, clock, due_at, calendar_version,
             handled_in_time, changed_at)
      select ${districtId}, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'B' || lpad(n::text, 11, '0'),
             4 + n % 9, stage, (array['collector', 'hotline', 'citizen', '12345'])[1 + n % 4], 'normal', 'matter', '2026',
             '06013', '道路破损', '人行道路面破损塌陷，行人夜间通过有危险，请尽快处理（第' || n || '件）',
             point(107.5 + (n % ${spread.east}::int) / 1e6, 31.2 + (n::bigint * 7919 % ${spread.north}::int) / 1e6), '南坝路与滨河路交叉口东北角',
             ${town.cells[0]}::text, ${community}::text, ${community.slice(0, 9)}::text,
             case when stage in ('reported', 'confirming', 'confirmed', 'filed', 'returned', 'refused') then null
                  else 'unit-' || lpad((1 + floor(power(chance, 2) * ${unitCount}::int))::int::text, 2, '0') end,
             case when n % 50 = 0 then array['unit-' || lpad((1 + n / 50 % ${unitCount}::int)::text, 2, '0')] else '{}' end,
             case when stage in ('confirming', 'verifying') then ${collectorId}::uuid end,
             case when n % 4 = 0 then ${collectorId}::text else 'citizen' end,
             reported_at, reported_at + interval '1 hour', case when closed then reported_at + interval '2 days' end,
             case when closed then reported_at + interval '3 days' end, case when closed then null else 'handle' end,
             case when closed or stage = 'suspended' then null else reported_at + interval '45 days' * chance end, 1,
             case when closed then chance < 0.9 end, reported_at + case when closed then interval '3 days' else interval '5 hours' end
        from (select n, chance, closed, now() - make_interval(secs => 94e6 * (1 - n::float / ${count}::int)) as reported_at,
                     case when closed then (array['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed',
                                                  'refused', 'merged'])[1 + n % 10]
                          else (array['reported', 'confirming', 'confirmed', 'filed', 'dispatched', 'handling', 'handling',
                                      'handling', 'returned', 'suspended', 'handled', 'verifying', 'verified', 'failed'])
                               [1 + n % 14] end as stage
                from (select n, random() as chance, random() < case when n < 0.95 * ${count}::int then 0.985 else 0.6 end as closed
                        from generate_series(1, ${count}::int) n) drawn) rows`)
  })
  await pool.run(sql`vacuum (analyze) city.case`)
}
