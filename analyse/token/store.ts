import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Covered } from './contract.ts'
import type { GivenToken } from './token.ts'

export type AccessToken = {
  readonly tokenId: string
  readonly personId: string
  readonly personName: string
  readonly name: string
  readonly reads: readonly Covered[]
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
}

const columns = sql.raw(`
  t.token_id as "tokenId", t.person_id as "personId", p.name as "personName", t.name, t.reads, t.issued_at as "issuedAt",
  t.expires_at as "expiresAt", t.used_at as "usedAt", t.revoked_at as "revokedAt", t.revoked_by as "revokedBy"`)

/** The tokens of one person, or of everybody, those in force first. */
export const listTokens = (
  db: Db,
  districtId: string,
  { personId, now }: { readonly personId: string | undefined; readonly now: Date },
): Promise<AccessToken[]> =>
  db.many<AccessToken>(sql`
    select ${columns}
      from "analyse".access_token t
      join city.person p on p.district_id = t.district_id and p.person_id = t.person_id
     where t.district_id = ${districtId} and (${personId ?? null}::uuid is null or t.person_id = ${personId ?? null}::uuid)
     order by (t.revoked_at is null and t.expires_at > ${now}) desc, t.issued_at desc, t.token_id limit 500`)

export const countInForce = async (db: Db, districtId: string, personId: string, now: Date): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::int as n from "analyse".access_token
       where district_id = ${districtId} and person_id = ${personId} and revoked_at is null and expires_at > ${now}`)
  ).n

type NewToken = Pick<AccessToken, 'tokenId' | 'personId' | 'name' | 'reads' | 'issuedAt' | 'expiresAt'> & {
  readonly hash: string
}

/** How many were put in: none where the person has one of that name. */
export const insertToken = (db: Db, districtId: string, token: NewToken): Promise<number> =>
  db.run(sql`
    insert into "analyse".access_token (district_id, token_id, person_id, name, token_hash, reads, issued_at, expires_at)
    values (${districtId}, ${token.tokenId}, ${token.personId}, ${token.name}, ${token.hash}, ${token.reads}::text[],
            ${token.issuedAt}, ${token.expiresAt})
    on conflict (district_id, person_id, name) where revoked_at is null do nothing`)

/** The name of the token that was revoked; nothing where it is not that person's, or was revoked before. */
export const revokeToken = (
  tx: Tx,
  districtId: string,
  { tokenId, personId, by, now }: { tokenId: string; personId: string | undefined; by: string; now: Date },
): Promise<{ name: string } | undefined> =>
  tx.find<{ name: string }>(sql`
    update "analyse".access_token set revoked_at = ${now}, revoked_by = ${by}
     where district_id = ${districtId} and token_id = ${tokenId} and revoked_at is null
       and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid)
     returning name`)

/** Whose token it is, as long as it is in force and the account too. */
export const findInForce = (
  db: Db,
  { districtId, hash }: GivenToken,
  now: Date,
): Promise<{ tokenId: string; personId: string; reads: readonly Covered[] } | undefined> =>
  db.find(sql`
    select token_id as "tokenId", person_id as "personId", reads
      from "analyse".access_token t
     where district_id = ${districtId} and token_hash = ${hash} and revoked_at is null and expires_at > ${now}
       and not exists (select 1 from auth."user" u
                        where u."districtId" = t.district_id and u."personId" = t.person_id::text and u."disabledAt" is not null)`)

/** Written at most once a minute, so that reading a map does not become writing. */
export const noteUse = (db: Db, districtId: string, tokenId: string, now: Date): Promise<number> =>
  db.run(sql`
    update "analyse".access_token set used_at = ${now}
     where district_id = ${districtId} and token_id = ${tokenId}
       and (used_at is null or used_at <= ${now}::timestamptz - interval '1 minute')`)
