import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with an alarm. */
export const alarmProblems = defineProblems({
  alarm_not_found: { status: 404, zh: () => '没有这条报警', en: () => 'There is no such alarm' },
  alarm_moved_on: {
    status: 409,
    zh: (p: { by: string }) => `${p.by}刚刚改动过，您看到的不是最新状态`,
    en: (p: { by: string }) => `${p.by} has just changed it; what you saw is not the latest state`,
  },
  alarm_no_policy: {
    status: 409,
    zh: () => '该规则未设转案办法，请先在报警规则里写明分类',
    en: () => 'Its rule has no filing policy; say there of which category a case would be',
  },
  alarm_filed_already: { status: 409, zh: () => '该报警已转为案件', en: () => 'The alarm has a case already' },
  alarm_part_of_other: {
    status: 409,
    zh: (p: { number: string }) => `该报警已并入 ${p.number}，请对那一条转案`,
    en: (p: { number: string }) => `The alarm is part of ${p.number}; make a case of that one`,
  },
  alarm_other_post: {
    status: 403,
    zh: (p: { post: string }) => `该规则规定由${p.post}确认转案`,
    en: (p: { post: string }) => `Its rule leaves this to another post (${p.post})`,
  },
  alarm_person_unknown: {
    status: 422,
    zh: () => '没有这个人，或其岗位不跟进报警',
    en: () => 'There is no such person, or their posts do not follow alarms up',
  },
})
