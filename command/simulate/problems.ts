import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with simulations and what is published on them. */
export const simulationProblems = defineProblems({
  simulation_not_found: {
    status: 404,
    zh: () => '没有这次试算',
    en: () => 'There is no such simulation',
  },
  simulation_not_done: {
    status: 409,
    zh: () => '试算尚未完成或已取消，不能据以发布',
    en: () => 'The simulation is not finished or was cancelled; nothing can be published on it',
  },
  simulation_of_other_subject: {
    status: 422,
    zh: () => '这次试算的对象与要发布的不同',
    en: () => 'The simulation was about something else than what is to be published',
  },
  simulation_input_unsound: {
    status: 422,
    zh: (p: { reason: string }) => `草稿有误，不能试算：${p.reason}`,
    en: (p: { reason: string }) => `The draft is wrong and cannot be simulated: ${p.reason}`,
  },
})
