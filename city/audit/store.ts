import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { AuditQuery } from './contract.ts'

export type AuditRow = {
  readonly auditId: string
  readonly at: Date
  readonly actorId: string
  readonly actorName: string | null
  readonly act: string
  readonly target: string
  readonly outcome: 'done' | 'refused'
  readonly detail: Record<string, unknown>
  readonly requestId: string
  readonly ip: string | null
}

type Asked = Omit<AuditQuery, 'limit'> & { readonly limit: number }

/** Entries that answer a search, the newest first, after the last of the page before. */
export const searchEntries = (db: Db, districtId: string, asked: Asked): Promise<AuditRow[]> =>
  db.many<AuditRow>(sql`
    select e.audit_id as "auditId", e.at, e.actor_id as "actorId", p.name as "actorName", e.act, e.target, e.outcome,
           e.detail, e.request_id as "requestId", e.ip
      from kernel.audit_entry e
      left join city.person p on p.district_id = e.district_id and p.account_id = e.actor_id
     where e.district_id = ${districtId}
       and (${asked.personId ?? null}::uuid is null or e.actor_id in (
             select account_id from city.person where district_id = ${districtId} and person_id = ${asked.personId ?? null}::uuid))
       and (${asked.act ?? null}::text is null or e.act = ${asked.act ?? null})
       and (${asked.object ?? null}::text is null or position(${asked.object ?? ''} in e.target) > 0)
       and (${asked.outcome ?? null}::text is null or e.outcome = ${asked.outcome ?? null})
       and (${asked.ip ?? null}::text is null or starts_with(e.ip, ${asked.ip ?? ''}))
       and (${asked.from ?? null}::timestamptz is null or e.at >= ${asked.from ?? null}::timestamptz)
       and (${asked.to ?? null}::timestamptz is null or e.at < ${asked.to ?? null}::timestamptz)
       and (${asked.after ?? null}::uuid is null or (e.at, e.audit_id) < (
             select l.at, l.audit_id from kernel.audit_entry l
              where l.district_id = ${districtId} and l.audit_id = ${asked.after ?? null}::uuid))
     order by e.at desc, e.audit_id desc
     limit ${asked.limit}`)
