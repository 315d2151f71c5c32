import { inScope } from '#city/case/scope.ts'
import { may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Sealer, sealedAt } from '#kernel/sealed.ts'
import { findToldCase } from '../case-store.ts'
import { peopleAt } from '../people.ts'

/** What a telephone given by a person of the district is sealed with. */
export const phoneContext = (districtId: string, personId: string): string =>
  sealedAt('command.notice_preference', districtId, personId, 'phone')

type To = {
  readonly personId: string | null
  readonly reportId: string | null
  readonly contactId: string | null
  readonly caseId: string | null
}

/**
 * The telephone a message goes to, read at the moment of sending: undefined where the number was taken back meanwhile, or its
 * owner may no longer see the case.
 */
export async function telephoneOf(db: Db, sealer: Sealer, districtId: string, to: To): Promise<string | undefined> {
  if (to.personId) return telephoneOfPerson(db, sealer, districtId, to.personId, to.caseId)
  if (to.contactId) return telephoneOfContact(db, sealer, districtId, to.contactId)
  const report = await db.find<{ phoneSealed: Buffer | null }>(sql`
    select phone_sealed as "phoneSealed" from serve.report
     where district_id = ${districtId} and report_id = ${to.reportId}`)
  if (!report?.phoneSealed || !to.reportId) return undefined
  return sealer.open(report.phoneSealed, sealedAt('serve.report', districtId, to.reportId, 'phone'))
}

async function telephoneOfPerson(
  db: Db,
  sealer: Sealer,
  districtId: string,
  personId: string,
  caseId: string | null,
): Promise<string | undefined> {
  const [person] = await peopleAt(db, districtId, [{ personId }])
  if (!person?.phoneSealed) return undefined
  const told = caseId ? await findToldCase(db, districtId, caseId) : undefined
  if (caseId && !(told && may(person, 'case.read') && inScope(person, 'case.read', told))) return undefined
  return sealer.open(person.phoneSealed, phoneContext(districtId, personId))
}

async function telephoneOfContact(
  db: Db,
  sealer: Sealer,
  districtId: string,
  contactId: string,
): Promise<string | undefined> {
  const found = await db.find<{ phoneSealed: Buffer }>(sql`
    select phone_sealed as "phoneSealed" from command.owner_contact
     where district_id = ${districtId} and contact_id = ${contactId} and ended_at is null`)
  return found && sealer.open(found.phoneSealed, sealedAt('command.owner_contact', districtId, contactId, 'phone'))
}
