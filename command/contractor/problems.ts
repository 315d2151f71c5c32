import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with a contractor's link. */
export const contractorProblems = defineProblems({
  link_not_found: {
    status: 404,
    zh: () => '链接无效、已过期或已收回，请联系派活的单位',
    en: () => 'The link is not valid, has expired or was withdrawn; ask the unit that gave it to you',
  },
  link_refused: {
    status: 403,
    zh: () => '核对不符，请检查后再试；连续错误将暂时锁定',
    en: () => 'That does not match; check it and try again. Repeated errors lock the link for a while',
  },
  link_locked: {
    status: 429,
    zh: (p: { until: string }) => `错误次数过多，${p.until} 后再试`,
    en: (p: { until: string }) => `Too many errors; try again after ${p.until}`,
  },
  link_code_too_soon: {
    status: 429,
    zh: (p: { seconds: number }) => `验证码已发送，${p.seconds} 秒后可再发`,
    en: (p: { seconds: number }) => `A code was sent; another may be sent in ${p.seconds} seconds`,
  },
  link_codes_used_up: {
    status: 429,
    zh: () => '此链接的验证码已发满，请联系派活的单位重新发链接',
    en: () => 'No more codes can be sent for this link; ask the unit for another',
  },
  link_sms_failed: {
    status: 502,
    zh: () => '短信没有发出，请稍后再试',
    en: () => 'The text message was not sent; try again shortly',
  },
  link_session_needed: {
    status: 401,
    zh: () => '请先用手机验证码打开链接',
    en: () => 'Open the link with the code sent to your phone first',
  },
  link_not_possible: {
    status: 409,
    zh: () => '案件须在本单位待签收或处置中才能发承包链接',
    en: () => 'A link can be given while the case is with your unit, dispatched or in hand',
  },
})
