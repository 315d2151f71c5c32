import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose when a case is dispatched. */
export const dispatchProblems = defineProblems({
  lead_is_helper: {
    status: 422,
    zh: () => '主办单位不能同时是本案的协办单位，请从协办单位中去掉',
    en: () => 'The lead unit cannot help itself; take it off the helping units',
  },
  helper_twice: {
    status: 422,
    zh: () => '同一协办单位只能出现一次，请去掉重复的',
    en: () => 'A helping unit can be named once only; take the second one off',
  },
})
