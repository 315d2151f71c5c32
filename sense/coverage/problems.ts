import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with a cleaning plan. */
export const coverageProblems = defineProblems({
  plan_not_found: {
    status: 404,
    zh: () => '没有这个作业计划，或当日尚未执行',
    en: () => 'There is no such plan, or not on that day',
  },
  plan_changed: {
    status: 409,
    zh: () => '计划刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed this plan; load it again',
  },
  plan_road_unknown: {
    status: 422,
    zh: () => '有道路不在本区路网中，请重新选择',
    en: () => 'A road is not among the roads of the district; choose again',
  },
  plan_device_unknown: {
    status: 422,
    zh: () => '有车辆未登记或已停用，请重新选择',
    en: () => 'A vehicle is not registered or was retired; choose again',
  },
})
