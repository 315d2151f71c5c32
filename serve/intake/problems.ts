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
  no_reporter: {
    status: 404,
    zh: () => '这件案件没有登记诉求人',
    en: () => 'No reporter was registered with this case',
  },
})
