import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with lamps. */
export const lightingProblems = defineProblems({
  lighting_group_unknown: { status: 404, zh: () => '没有这个灯组', en: () => 'There is no such group of lamps' },
  lighting_group_changed: {
    status: 409,
    zh: () => '灯组刚被他人修改，请刷新后再改',
    en: () => 'Somebody has just changed the group; load it again',
  },
  lighting_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有名为“${p.name}”的灯组`,
    en: (p: { name: string }) => `Another group is called “${p.name}”`,
  },
  lighting_lamp_unknown: {
    status: 422,
    zh: (p: { count: number }) => `有 ${p.count} 台设备不是在用的单灯控制器`,
    en: (p: { count: number }) => `${p.count} of the devices are no lamp controllers in use`,
  },
  lighting_until_wrong: {
    status: 422,
    zh: () => '结束时间须在现在之后、24 小时之内',
    en: () => 'It ends after now, within 24 hours',
  },
  lighting_switching_unknown: { status: 404, zh: () => '没有这次手动开关灯', en: () => 'There is no such switching' },
  lighting_switching_over: {
    status: 409,
    zh: () => '这次操作已经处理或已到期',
    en: () => 'It was decided already, or its time is over',
  },
  lighting_second_person: {
    status: 403,
    zh: () => '全部关灯须由申请人以外的第二人同意',
    en: () => 'Somebody other than who asked must agree that all lamps go out',
  },
  lighting_sample_wrong: {
    status: 422,
    zh: () => '点亮数不能多于抽检数，抽检时间不能在将来',
    en: () => 'No more lamps burn than were looked at, and not in the future',
  },
})
