import { dayMs } from '#city/calendar/zone.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

const TRACK_LOCK = 1_918_340

/** One looks for days to be cut in a district at a time; whoever comes second leaves it to the first. */
export const lockLooking = async (tx: Tx, districtId: string): Promise<boolean> =>
  (
    await tx.one<{ held: boolean }>(
      sql`select pg_try_advisory_xact_lock(${TRACK_LOCK}, hashtext(${districtId})) as held`,
    )
  ).held

/** While a day lasts it is cut again so often at most. */
export const againMs = 5 * 60_000

/**
 * Looks through what arrived since the last time and marks the days it bears on, of devices that tell where they are: those it lies
 * in, and those beside them whose trips run so far. A day that is over is due at once when something came to it; today, and a day that
 * only looks into the next one, once it was cut long enough ago. Gives how many batches were looked at.
 */
export async function markArrived(
  tx: Tx,
  districtId: string,
  { timeZone, now, limit }: { timeZone: string; now: Date; limit: number },
): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    with arrived as (
      select a.* from sense.arrival a
        left join sense.track_position p on p.district_id = a.district_id and p.spool_id = a.spool_id
       where a.district_id = ${districtId} and a.position > coalesce(p.position, 0)
       order by a.spool_id, a.position limit ${limit}),
    ranges as (
      select g.device_id, g.first_at, g.last_at, (g.first_at at time zone ${timeZone})::date as first_day,
             (g.last_at at time zone ${timeZone})::date as last_day
        from arrived a
       cross join unnest(a.device_ids, a.first_at, a.last_at) as g(device_id, first_at, last_at)
        join sense.device_state s on s.district_id = a.district_id and s.device_id = g.device_id and s.place_at is not null),
    days as (
      select device_id, day, bool_or(is_own) as is_own from (
        select r.device_id, d.day::date as day, true as is_own
          from ranges r cross join generate_series(r.first_day, r.last_day, interval '1 day') as d(day)
        union all
        select r.device_id, t.day, false
          from ranges r
          join sense.track_day t on t.district_id = ${districtId} and t.device_id = r.device_id
                                and t.day between r.first_day - 2 and r.last_day + 2
                                and t.sees_from <= r.last_at and t.sees_to > r.first_at) as borne
       group by device_id, day),
    marked as (
      insert into sense.track_due (district_id, device_id, day, due_at)
      select ${districtId}, n.device_id, n.day,
             case when n.is_own and n.day < (${now}::timestamptz at time zone ${timeZone})::date then ${now}::timestamptz
                  else greatest(${now}::timestamptz, coalesce(t.cut_at, '-infinity') + ${againMs} * interval '1 ms') end
        from days n
        left join sense.track_day t on t.district_id = ${districtId} and t.device_id = n.device_id and t.day = n.day
       order by n.device_id, n.day
      on conflict do nothing),
    moved as (
      insert into sense.track_position (district_id, spool_id, position, moved_at)
      select ${districtId}, spool_id, max(position), ${now} from arrived group by spool_id
      on conflict (district_id, spool_id) do update set position = excluded.position, moved_at = excluded.moved_at)
    select count(*)::int as count from arrived`)
  return count
}

export type Due = { readonly deviceId: string; readonly day: string }

/** Takes a mark away; what comes to the day from now on marks it again. */
export const takeDue = (tx: Tx, districtId: string, now: Date): Promise<Due | undefined> =>
  tx.find<Due>(sql`
    delete from sense.track_due
     where (district_id, device_id, day) in (
       select district_id, device_id, day from sense.track_due
        where district_id = ${districtId} and due_at <= ${now} order by due_at, device_id limit 1 for update skip locked)
    returning device_id as "deviceId", day`)

/** Puts a day off that could not be cut. */
export const postpone = (tx: Tx, districtId: string, { deviceId, day }: Due, dueAt: Date): Promise<number> =>
  tx.run(sql`
    update sense.track_due set due_at = ${dueAt}
     where district_id = ${districtId} and device_id = ${deviceId} and day = ${day}`)

/** Marks the days that were cut in the last month, since they are to be cut by other numbers. */
export const markAgain = (tx: Tx, districtId: string, now: Date): Promise<number> =>
  tx.run(sql`
    insert into sense.track_due (district_id, device_id, day, due_at)
    select district_id, device_id, day, ${now} from sense.track_day
     where district_id = ${districtId} and day >= ${new Date(now.getTime() - 31 * dayMs)}::timestamptz::date
     order by device_id, day
    on conflict (district_id, device_id, day) do update set due_at = excluded.due_at`)

/** How many days are marked. */
export const countDue = async (db: Db, districtId: string): Promise<number> =>
  (
    await db.one<{ count: number }>(
      sql`select count(*)::int as count from sense.track_due where district_id = ${districtId}`,
    )
  ).count
