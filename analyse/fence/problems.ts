import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with a fence. */
export const fenceProblems = defineProblems({
  fence_not_found: {
    status: 404,
    zh: () => '没有这个围栏，或已停用',
    en: () => 'There is no such fence, or it has ended',
  },
  fence_changed: {
    status: 409,
    zh: () => '围栏刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed this fence; load it again',
  },
  fence_in_use: {
    status: 409,
    zh: (p: { rule: string }) => `执行中的规则“${p.rule}”引用了它，请先停用或改写该规则`,
    en: (p: { rule: string }) => `The rule “${p.rule}” in force names it; withdraw or rewrite that first`,
  },
})
