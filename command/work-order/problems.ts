import { defineProblems } from '#kernel/problem.ts'

type OutOfTurn = { step: string; stepEn: string; state: string; stateEn: string }

/** What may go wrong with work orders. */
export const orderProblems = defineProblems({
  order_unknown: { status: 404, zh: () => '没有这张工单', en: () => 'There is no such work order' },
  order_job_unknown: {
    status: 422,
    zh: (p: { job: string }) => `没有启用中的作业类型“${p.job}”`,
    en: (p: { job: string }) => `No industry that is on has work of the kind “${p.job}”`,
  },
  order_components_unknown: {
    status: 422,
    zh: (p: { codes: string }) => `以下部件不在册或不属于这个行业：${p.codes}`,
    en: (p: { codes: string }) => `These components are not registered or not of this industry: ${p.codes}`,
  },
  order_takeover: {
    status: 422,
    zh: () => '移交类工单须写明接收单位',
    en: () => 'An order that hands over needs the owner to be',
  },
  order_out_of_turn: {
    status: 409,
    zh: (p: OutOfTurn) => `工单现为“${p.state}”，不能${p.step}`,
    en: (p: OutOfTurn) => `The order is ${p.stateEn}; “${p.stepEn}” does not follow`,
  },
  order_points_open: {
    status: 409,
    zh: (p: { open: number }) => `还有 ${p.open} 项没有签认，签完才能报验`,
    en: (p: { open: number }) => `${p.open} points are not signed yet`,
  },
  order_own_work: {
    status: 409,
    zh: () => '施工人不能验收自己的工单，须由他人验收',
    en: () => 'Who did the work does not accept it; somebody else has to',
  },
  order_point_unknown: {
    status: 422,
    zh: (p: { point: number }) => `没有第 ${p.point} 项`,
    en: (p: { point: number }) => `There is no point ${p.point}`,
  },
  order_moved_on: {
    status: 409,
    zh: () => '工单已被他人办理，请核对后再提交',
    en: () => 'Somebody else has moved the order on; check it and send again',
  },
})
