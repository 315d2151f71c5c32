import { type Doer, system, takerOf } from '#city/case/port.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { findSmsSetting } from '../notify/sms/setting.ts'
import { insertSms } from '../notify/sms/store.ts'
import { renderSms, smsSegments } from '../notify/template.ts'
import { findTemplate } from '../notify/template-store.ts'
import { findOwnerOfCase, putLetter } from './letter-store.ts'
import { LETTER_DAYS } from './link.ts'
import { listContacts } from './register-store.ts'

const take = takerOf('command')

/** Told in the transaction that tells an owner, and that takes an owner's answer: what systems outside may subscribe to. */
export const OWNER_TOLD = 'owner.told'
export const OWNER_ANSWERED = 'owner.answered'

const template = 'owner.told'
// A link with its signature is about so long, and is sent with the text.
const LINK_LENGTH = 120

type Asked = { readonly districtId: string; readonly caseId: string; readonly now: Date; readonly doer?: Doer }

export type ToldOwner = { readonly letterId: string; readonly toldCount: number; readonly validTo: Date }

/**
 * Tells the owner of a case's thing, where it is in the register of owners: a text message to each contact where the district sends any,
 * an event for systems outside, a note on the case. Undefined where there is nobody to tell.
 */
export async function tellOwner(
  tx: Tx,
  { districtId, caseId, now, doer = system }: Asked,
): Promise<ToldOwner | undefined> {
  const found = await findOwnerOfCase(tx, districtId, caseId)
  if (!found?.ownerId) return undefined
  const { ownerId, ownerName, number, thing, place } = found
  const contacts = await listContacts(tx, districtId, ownerId)
  const version = await findTemplate(tx, districtId, template)
  const isTexted = version?.enabled && version.sms !== '' && (await findSmsSetting(tx, districtId)).enabled
  const texted = isTexted ? contacts : []
  const validTo = new Date(now.getTime() + LETTER_DAYS * 86_400_000)
  const { letterId } = await putLetter(tx, districtId, {
    ...{ letterId: newId(), caseId, ownerId, validTo, now, by: doer.name, count: texted.length },
  })
  if (version && texted.length > 0) {
    const text = renderSms(version.sms, { number, name: thing, place })
    const segments = smsSegments(`${text}${'x'.repeat(LINK_LENGTH)}`)
    await insertSms(
      tx,
      districtId,
      texted.map(({ contactId, phoneMasked }) => ({
        ...{ smsId: newId(), personId: null, reportId: null, contactId, letterId, caseId, template, phoneMasked, text },
        // Whose cover is missing hears of it at night too.
        ...{ segments, notBefore: now, madeAt: now },
      })),
    )
  }
  await outbox.add(tx, {
    districtId,
    topic: OWNER_TOLD,
    key: caseId,
    payload: { caseId, number, letterId, ownerId, ownerName, thing, place, validTo: validTo.toISOString() },
  })
  const reached =
    texted.length > 0
      ? `已发短信 ${texted.length} 条`
      : contacts.length > 0
        ? '短信未启用，请转交链接'
        : '没有联系人，请转交链接'
  const acting = { districtId, caseId, doer, now }
  await take(tx, acting, 'noted', { text: `告知权属单位“${ownerName}”：${reached}` })
  return { letterId, toldCount: texted.length, validTo }
}
