import { inScope } from '#city/case/scope.ts'
import type { Address } from '#city/notice/wanted.ts'
import { may } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { findToldCase, type ToldCase } from './case-store.ts'
import { caseParameters, readable } from './params.ts'
import { peopleAt, type Recipient } from './people.ts'
import { notBefore } from './quiet.ts'
import { findSmsSetting } from './sms/setting.ts'
import { insertSms } from './sms/store.ts'
import { templateOf } from './standard-templates.ts'
import { insertNotices } from './store.ts'
import { type Parameters, render, renderSms, smsSegments } from './template.ts'
import { findTemplate, type Version } from './template-store.ts'

/** Where a screen learns that its person was told something; the event carries who, never what. */
export const NOTICE_TOLD = 'notice.told'

/** Somebody should be told something. */
export type Tell = {
  readonly districtId: string
  readonly to: readonly Address[]
  readonly template: string
  readonly params: Parameters
  readonly caseId?: string | null | undefined
  /** Why these people. */
  readonly reason: string
  /** Who did it and need not be told. */
  readonly byId?: string | null | undefined
  /** What is told of: the same origin and template tell a person once. */
  readonly origin: string
  /** Text messages: to whoever asked for this kind, or to everybody who has left a number. */
  readonly sms?: 'asked' | 'always'
  readonly now: Date
}

/**
 * Tells people at these addresses, in the caller's transaction: a notice each, an SMS where they asked for one. Whoever may not
 * see the case or does not want this kind of notice is left out. Gives the people told.
 */
export async function tell(tx: Tx, wanted: Tell): Promise<string[]> {
  const { districtId, caseId } = wanted
  const told = caseId ? await findToldCase(tx, districtId, caseId) : undefined
  if (caseId && !told) return []
  const { name, template } = templateOf(wanted.template)
  const version = await findTemplate(tx, districtId, name)
  if (!version?.enabled) return []
  const people = (await peopleAt(tx, districtId, wanted.to)).filter(
    (person) => person.personId !== wanted.byId && !person.muted.includes(template.kind) && maySee(person, told),
  )
  if (people.length === 0) return []
  const timeZone = told?.timeZone ?? 'Asia/Shanghai'
  const params = readable({ ...(told ? caseParameters(told) : {}), ...general(wanted), ...wanted.params }, timeZone)
  const row = {
    template: name,
    version: version.version,
    kind: template.kind,
    caseId: caseId ?? null,
    titleZh: render(version.titleZh, params),
    titleEn: render(version.titleEn, params),
    textZh: render(version.textZh, params),
    textEn: render(version.textEn, params),
    reason: wanted.reason,
    origin: wanted.origin,
    at: wanted.now,
  }
  const reached = await insertNotices(
    tx,
    districtId,
    people.map(({ personId }) => ({ ...row, personId, noticeId: newId() })),
  )
  if (reached.length === 0) return []
  await outbox.add(tx, { districtId, topic: NOTICE_TOLD, key: row.origin, payload: { personIds: reached } })
  const listeners = people.filter((person) => reached.includes(person.personId))
  await textThem(tx, wanted, { version, kind: template.kind, params, timeZone }, listeners)
  return reached
}

/** The general template has words for what came without a template of its own. */
const general = ({ reason, params, template }: Tell): Parameters => ({
  title: reason || template,
  text: Object.values(params).join(' · '),
})

const maySee = (person: Recipient, told: ToldCase | undefined): boolean =>
  told === undefined || (may(person, 'case.read') && inScope(person, 'case.read', told))

type Worded = {
  readonly version: Version
  readonly kind: string
  readonly params: Parameters
  readonly timeZone: string
}

async function textThem(
  tx: Tx,
  { districtId, caseId, now, sms = 'asked' }: Tell,
  { version, kind, params, timeZone }: Worded,
  people: readonly Recipient[],
): Promise<void> {
  if (version.sms === '') return
  const wanting = people.filter((person) => person.phoneSealed && (sms === 'always' || person.sms.includes(kind)))
  if (wanting.length === 0 || !(await findSmsSetting(tx as Db, districtId)).enabled) return
  const text = renderSms(version.sms, params)
  await insertSms(
    tx,
    districtId,
    wanting.map((person) => ({
      smsId: newId(),
      personId: person.personId,
      reportId: null,
      caseId: caseId ?? null,
      template: version.template,
      phoneMasked: person.phoneMasked,
      text,
      segments: smsSegments(text),
      // An emergency does not wait for the morning.
      notBefore: kind === 'emergency' ? now : notBefore(now, timeZone, person.quietFrom, person.quietTo),
      madeAt: now,
    })),
  )
}
