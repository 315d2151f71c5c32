import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong when a report is taken in or followed. */
export const intakeProblems = defineProblems({
  report_not_found: { status: 404, zh: () => '没有这个查询码', en: () => 'There is no such tracking code' },
  place_or_words_needed: {
    status: 422,
    zh: () => '请给出位置：在地图上点选，或写明地址',
    en: () => 'Say where it is: a point on the map, or an address',
  },
  component_unknown: {
    status: 422,
    zh: (p: { code: string }) => `没有部件 ${p.code}`,
    en: (p: { code: string }) => `There is no component ${p.code}`,
  },
  merge_target_ended: {
    status: 409,
    zh: () => '目标案件已不予受理或作废，诉求人将得不到办理，不能并入',
    en: () => 'The target was refused or voided; whoever reported this would get nothing, so it cannot be merged there',
  },
  merge_target_closed: {
    status: 409,
    zh: () => '目标案件在本件上报之前已结案，属再次发生，不能并入',
    en: () => 'The target was closed before this was reported; it has happened again and cannot be merged there',
  },
  rating_too_early: {
    status: 409,
    zh: () => '合并办理的案件尚未办结，办结后再评价',
    en: () => 'The case it is handled under has not ended; rate it then',
  },
  no_reporter: {
    status: 404,
    zh: () => '这件案件没有登记诉求人',
    en: () => 'No reporter was registered with this case',
  },
})
