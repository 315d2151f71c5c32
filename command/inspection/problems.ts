import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with plans of inspection and with inspecting. */
export const inspectionProblems = defineProblems({
  inspection_kind_unknown: {
    status: 422,
    zh: (p: { kind: string }) => `没有启用中的巡检项目“${p.kind}”`,
    en: (p: { kind: string }) => `No industry that is on has inspections of the kind “${p.kind}”`,
  },
  inspection_plan_unknown: {
    status: 404,
    zh: () => '没有这项巡检计划',
    en: () => 'There is no such plan of inspection',
  },
  inspection_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有名为“${p.name}”的巡检计划`,
    en: (p: { name: string }) => `There is a plan “${p.name}” already`,
  },
  inspection_days: {
    status: 422,
    zh: () => '结束日须不早于开始日',
    en: () => 'The last day must not be before the first',
  },
  inspection_nothing: {
    status: 422,
    zh: () => '这个范围里没有可巡检的部件，请放宽范围',
    en: () => 'There is nothing to inspect within this; widen it',
  },
  inspection_too_much: {
    status: 422,
    zh: (p: { most: number }) => `一项计划最多 ${p.most} 个部件，请按街道拆分`,
    en: (p: { most: number }) => `A plan has ${p.most} components at most; make one for each street`,
  },
  inspection_components_unknown: {
    status: 422,
    zh: (p: { codes: string }) => `以下部件不在册或不属于这一项目：${p.codes}`,
    en: (p: { codes: string }) => `These are not registered or not of this kind: ${p.codes}`,
  },
  inspection_plan_already: {
    status: 409,
    zh: (p: { isOn: boolean }) => (p.isOn ? '这项计划正在执行' : '这项计划已经撤回'),
    en: (p: { isOn: boolean }) => (p.isOn ? 'This plan holds already' : 'This plan was withdrawn already'),
  },
  inspection_change_empty: {
    status: 422,
    zh: () => '没有改动任何内容',
    en: () => 'Nothing of the plan would change',
  },
  inspection_change_past: {
    status: 422,
    zh: (p: { day: string }) => `生效日最早为 ${p.day}；已做的巡检不改`,
    en: (p: { day: string }) => `It can begin on ${p.day} at the earliest; what was done stays`,
  },
  inspection_change_none: {
    status: 409,
    zh: () => '没有等待生效的修改',
    en: () => 'No change waits for its day',
  },
  inspection_plan_off: {
    status: 409,
    zh: () => '这项计划已经撤回，不再巡检',
    en: () => 'This plan was withdrawn; nothing is inspected by it any more',
  },
  inspection_none_due: {
    status: 409,
    zh: () => '暂时没有可领的巡检：都已完成或已被他人领走',
    en: () => 'Nothing to take at present: all is done, or taken by others',
  },
  inspection_round_unknown: { status: 404, zh: () => '没有这项巡检任务', en: () => 'There is no such round' },
  inspection_round_over: { status: 409, zh: () => '这项巡检任务已经结束', en: () => 'This round is over' },
  inspection_not_asked: {
    status: 422,
    zh: () => '这个部件不在这项计划的范围里',
    en: () => 'This plan does not ask for this component',
  },
  inspection_points: {
    status: 422,
    zh: (p: { count: number }) => `须逐项答复，共 ${p.count} 项`,
    en: (p: { count: number }) => `Every point needs an answer, ${p.count} in all`,
  },
  inspection_words: {
    status: 422,
    zh: () => '有问题或未能检查的，请写明情况',
    en: () => 'Say what is wrong, or why it could not be inspected',
  },
  inspection_photo: {
    status: 422,
    zh: () => '有问题的须附一张现场照片',
    en: () => 'A fault needs a photo from the spot',
  },
})
