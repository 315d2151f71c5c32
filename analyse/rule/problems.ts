import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with a rule for alarms. */
export const alarmRuleProblems = defineProblems({
  alarm_rule_not_found: { status: 404, zh: () => '没有这条报警规则', en: () => 'There is no such alarm rule' },
  alarm_rule_code_taken: {
    status: 409,
    zh: (p: { code: string }) => `规则代码 ${p.code} 已被使用`,
    en: (p: { code: string }) => `The code ${p.code} is taken by another rule`,
  },
  alarm_rule_moved_on: {
    status: 409,
    zh: () => '草稿刚被他人改动，请刷新后再试',
    en: () => 'Somebody has just changed the draft; load it again',
  },
  alarm_rule_no_draft: { status: 409, zh: () => '没有草稿', en: () => 'There is no draft' },
  alarm_rule_not_tried: {
    status: 409,
    zh: () => '草稿现文尚未用历史数据试算，试算完成后才能签发',
    en: () => 'The draft as it reads was not tried on history; it is signed after a dry run',
  },
  alarm_rule_not_in_force: { status: 409, zh: () => '规则未在执行', en: () => 'The rule is not in force' },
  alarm_rule_silence_lasting: {
    status: 422,
    zh: () => '“离线”本身就是持续条件，不能再放进“持续”里；请直接改离线时长',
    en: () => 'Silence is a duration itself and cannot stand within another; change its own time',
  },
  alarm_rule_clear_wrong_side: {
    status: 422,
    zh: () => '恢复值应在限值的正常一侧',
    en: () => 'The value that clears it lies on the wrong side of the limit',
  },
  alarm_rule_fence_moved_on: {
    status: 422,
    zh: (p: { fence: string }) => `边界与围栏“${p.fence}”不符，请重新选择该围栏，或取消引用`,
    en: (p: { fence: string }) => `The outline is not that of the fence “${p.fence}”; choose it again, or name none`,
  },
  alarm_rule_no_calendar: {
    status: 422,
    zh: () => '本区尚未发布工作日历，不能按工作日值守',
    en: () => 'The district has published no calendar; a rule cannot go by working days',
  },
  alarm_dry_run_not_found: { status: 404, zh: () => '没有这次试算', en: () => 'There is no such dry run' },
  alarm_dry_run_span: {
    status: 422,
    zh: (p: { days: number }) => `试算时段须早于现在，最长 ${p.days} 天`,
    en: (p: { days: number }) => `A dry run ends before now and covers ${p.days} days at most`,
  },
})
