import type { Db } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import type { Gateway } from '../notify/sms/gateway.ts'
import { lookAtLink, openLink, sendCode } from './contract.ts'
import { COOKIE, mustFind } from './door.ts'
import {
  CODE_MINUTES,
  CODES,
  digestOf,
  isSame,
  type Link,
  newCode,
  newToken,
  RESEND_SECONDS,
  SESSION_HOURS,
} from './link.ts'
import { contractorProblems } from './problems.ts'
import { countTry, forgetTries, openSession, putCode } from './store.ts'
import { phoneContext } from './unit-routes.ts'

type Parts = { readonly sealer: Sealer; readonly gateway: Gateway; readonly secure: boolean }

/** How a contractor gets in: the link, the last four digits of the telephone it was given to, and a code sent to that telephone. */
export const contractorDoorRoutes = ({ sealer, gateway, secure }: Parts): readonly Route[] => [
  route(lookAtLink, async ({ tx, params, body, now }) => {
    const { link } = await mustFind(tx, params.district, body.token, now)
    return { contractor: link.contractor, validTo: link.validTo }
  }),
  route(sendCode, async ({ tx, params, body, now, requestId }) => {
    const { link } = await mustFind(tx, params.district, body.token, now)
    await mustMayTry(tx, link, now)
    const phone = sealer.open(link.phoneSealed, phoneContext(link.districtId, link.linkId))
    if (!isSame(phone.slice(-4), body.last4)) throw await refused(tx, link, now, requestId)
    await forgetTries(tx, link)
    mustMaySend(link, now)
    const code = newCode()
    const until = new Date(now.getTime() + CODE_MINUTES * 60_000)
    // Of two asked for at once one is sent.
    if ((await putCode(tx, link, { hash: digestOf(code, link.linkId), until, at: now })) === 0)
      throw contractorProblems.link_code_too_soon({ seconds: RESEND_SECONDS })
    const text = `【一网】验证码 ${code}，${CODE_MINUTES} 分钟内有效，用于打开处置任务。请勿告诉他人。`
    await gateway.send({ smsId: newId(), phone, text }).catch(() => {
      throw contractorProblems.link_sms_failed()
    })
    return { minutes: CODE_MINUTES, resendSeconds: RESEND_SECONDS }
  }),
  route(openLink, async ({ tx, params, body, now, response, requestId }) => {
    const { link } = await mustFind(tx, params.district, body.token, now)
    await mustMayTry(tx, link, now)
    const session = newToken()
    const until = new Date(Math.min(now.getTime() + SESSION_HOURS * 3_600_000, link.validTo.getTime()))
    const codeHash = digestOf(body.code, link.linkId)
    if ((await openSession(tx, link, { codeHash, hash: digestOf(session), until, at: now })) === 0)
      throw await refused(tx, link, now, requestId)
    await audit(tx, { ...deedOf(link, now, requestId), act: 'contractor link opened' })
    const age = Math.floor((until.getTime() - now.getTime()) / 1000)
    const path = `/api/public/${link.districtId}/contractor`
    response.header(
      'set-cookie',
      `${COOKIE}=${session}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
    )
    return { contractor: link.contractor, until }
  }),
]

async function mustMayTry(db: Db, link: Link, now: Date): Promise<void> {
  if (await countTry(db, link, now)) return
  throw contractorProblems.link_locked({ until: link.lockedUntil?.toISOString() ?? '' })
}

function mustMaySend({ codesSent, codeSentAt }: Link, now: Date): void {
  if (codesSent >= CODES) throw contractorProblems.link_codes_used_up()
  const waited = codeSentAt ? (now.getTime() - codeSentAt.getTime()) / 1000 : RESEND_SECONDS
  if (waited < RESEND_SECONDS)
    throw contractorProblems.link_code_too_soon({ seconds: Math.ceil(RESEND_SECONDS - waited) })
}

const deedOf = (link: Link, now: Date, requestId: string) => ({
  districtId: link.districtId,
  actorId: `link:${link.linkId}`,
  target: link.caseId,
  now,
  requestId,
})

/** Who tried in vain is on record. */
async function refused(db: Db, link: Link, now: Date, requestId: string) {
  await audit(db, { ...deedOf(link, now, requestId), act: 'contractor link tried', outcome: 'refused' })
  return contractorProblems.link_refused()
}
