import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with limits, calendars and terms. */
export const calendarProblems = defineProblems({
  limit_without_unit: {
    status: 422,
    zh: (p: { text: string }) => `时限“${p.text}”没有可识别的单位，请写明紧急工作时、工作时、工作日或自然日`,
    en: (p: { text: string }) =>
      `The limit "${p.text}" has no unit we can count; say urgent hours, working hours, working days or natural days`,
  },
  limit_unreadable: {
    status: 422,
    zh: (p: { text: string }) => `时限“${p.text}”应为大于零的数字加单位，例如“2紧急工作时”`,
    en: (p: { text: string }) =>
      `The limit "${p.text}" must be a number above zero and a unit, such as "2 urgent hours"`,
  },
  calendar_invalid: {
    status: 422,
    zh: (p: { reason: string }) => `工作日历有误：${p.reason}`,
    en: (p: { reason: string }) => `The working calendar is wrong: ${p.reason}`,
  },
  calendar_not_found: {
    status: 404,
    zh: (p: { calendarId: string; version: number | null }) =>
      `没有日历 ${p.calendarId}${p.version === null ? '' : ` 第 ${p.version} 版`}，请先发布`,
    en: (p: { calendarId: string; version: number | null }) =>
      `Calendar ${p.calendarId}${p.version === null ? '' : ` version ${p.version}`} has not been published`,
  },
  calendar_changed_meanwhile: {
    status: 409,
    zh: (p: { basedOn: number; current: number }) =>
      `您依据的是日历第 ${p.basedOn} 版，现行已是第 ${p.current} 版，请刷新后再改`,
    en: (p: { basedOn: number; current: number }) =>
      `You edited calendar version ${p.basedOn}, but version ${p.current} is in force; reload and edit again`,
  },
  calendar_out_of_range: {
    status: 422,
    zh: (p: { year: number }) => `日期算到了 ${p.year} 年，超出工作日历可推算的范围（1970–2199 年）`,
    en: (p: { year: number }) =>
      `The date runs to ${p.year}, outside the years a calendar can be projected (1970–2199)`,
  },
  stage_limit_not_found: {
    status: 404,
    zh: (p: { stage: string }) => `本区尚未设定环节“${p.stage}”的时限`,
    en: (p: { stage: string }) => `This district has set no limit for the stage "${p.stage}"`,
  },
  term_unreadable: {
    status: 422,
    zh: (p: { value: number }) => `期间应为正整数，收到 ${p.value}`,
    en: (p: { value: number }) => `A legal term must be a positive whole number, got ${p.value}`,
  },
  limits_changed_meanwhile: {
    status: 409,
    zh: (p: { basedOn: number; current: number }) =>
      `您依据的是时限表第 ${p.basedOn} 版，现行已是第 ${p.current} 版，请刷新后再改`,
    en: (p: { basedOn: number; current: number }) =>
      `You edited limit table version ${p.basedOn}, but version ${p.current} is in force; reload and edit again`,
  },
})
