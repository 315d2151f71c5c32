import type { EventKind } from '#city/case/event.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { finalStages } from '#city/case/state.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Loose } from '#kernel/http/route.ts'
import type { HandoverBody } from './contract.ts'
import { mostListed, type SectionKey, soonHours, type TallyKey, tallies } from './sections.ts'

type Section = HandoverBody['sections'][number]

/** Everything the next shift has to know, from the tables as they stand at `now`. */
export async function gather(db: Db, districtId: string, since: Date, now: Date): Promise<Loose<HandoverBody>> {
  const of = { districtId, since, now }
  const listed: Section[] = []
  for (const [key, { which, about }] of Object.entries(kinds(of)) as [SectionKey, Kind][]) {
    const items = await db.many<Section['items'][number] & { total: number }>(sql`
      select c.case_id as "caseId", c.number, c.stage, c.category_name as category, c.place_text as place, u.name as unit,
             c.due_at as "dueAt", ${about} as about, count(*) over () as total
        from city.case c
        left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
       where c.district_id = ${districtId} and c.stage <> all(${finalStages}) and ${which}
       order by c.due_at nulls last, c.case_id limit ${mostListed}`)
    const total = items[0]?.total ?? 0
    if (total > 0) listed.push({ key, total, items: items.map(asShown) })
  }
  return { since, until: now, ...(await counted(db, of)), sections: listed }
}

/** Free text may hold what people said of themselves. */
const asShown = ({ total: _, ...item }: Section['items'][number] & { total: number }): Section['items'][number] => ({
  ...item,
  place: maskPersonal(item.place),
  about: maskPersonal(item.about),
})

type Of = { readonly districtId: string; readonly since: Date; readonly now: Date }
type Kind = { readonly which: Sql; readonly about: Sql }

const none = sql`''`

const kinds = ({ since, now }: Of): Record<SectionKey, Kind> => ({
  urgent: { which: sql`c.urgency <> 'normal'`, about: none },
  late: { which: sql`c.due_at <= ${now}`, about: none },
  soon: {
    which: sql`c.due_at > ${now} and c.due_at <= ${new Date(now.getTime() + soonHours * 3_600_000)}`,
    about: none,
  },
  waiting: { which: sql`c.pending <> ''`, about: sql`c.pending` },
  disputed: { which: sql`c.returns > 1`, about: sql`c.returns::text` },
  reopened: { which: sql`(c.reworks > 0 or c.vetoes > 0)`, about: sql`(c.reworks + c.vetoes)::text` },
  noted: { which: sql`(${lastNote(since)}) is not null`, about: lastNote(since) },
})

/** Only cases that changed in the shift can have been noted in it, which an index answers. */
const lastNote = (since: Date): Sql => sql`
  (select left(e.body->>'text', 200) from city.case_event e
    where c.changed_at >= ${since} and e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'noted'
      and e.at >= ${since}
    order by e.seq desc limit 1)`

const stepOf: Record<TallyKey, EventKind> = {
  reported: 'reported',
  filed: 'filed',
  refused: 'refused',
  dispatched: 'dispatched',
  returned: 'returned',
  handled: 'handled',
  closed: 'closed',
  void: 'voided',
}

async function counted(db: Db, { districtId, since, now }: Of) {
  const [steps, standing] = await Promise.all([
    db.many<{ kind: EventKind; count: number }>(sql`
      select e.kind, count(*) as count
        from city.case c
        join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id
       where c.district_id = ${districtId} and c.changed_at >= ${since} and e.at >= ${since} and e.at < ${now}
         and e.kind = any(${Object.values(stepOf)})
       group by 1`),
    db.one<Pick<HandoverBody, 'open' | 'stuck' | 'urges' | 'emergency'>>(sql`
      select (select count(*) from city.case c where c.district_id = ${districtId} and c.stage <> all(${finalStages})) as open,
             (select coalesce((select r.findings from supervise.stuck_run r where r.district_id = ${districtId}
                                order by r.at desc limit 1), 0)) as stuck,
             (select count(*) from supervise.urge_order o where o.district_id = ${districtId} and o.state = 'open') as urges,
             (select max(e.name) from city.emergency e where e.district_id = ${districtId} and e.off_at is null) as emergency`),
  ])
  const by = new Map(steps.map(({ kind, count }) => [kind, count]))
  return {
    ...standing,
    tallies: (Object.keys(tallies) as TallyKey[]).map((key) => ({ key, count: by.get(stepOf[key]) ?? 0 })),
  }
}
