import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with routing rules. */
export const ruleProblems = defineProblems({
  rules_not_sound: {
    status: 422,
    zh: (p: { count: number }) => `规则有 ${p.count} 处问题，不能发布，请逐条改正`,
    en: (p: { count: number }) => `The rules have ${p.count} faults and cannot be published; mend each`,
  },
  rule_draft_not_found: {
    status: 404,
    zh: () => '没有这份规则草稿，可能已被删除或已发布',
    en: () => 'There is no such draft; it may have been discarded or published',
  },
  rule_draft_changed_meanwhile: {
    status: 409,
    zh: (p: { by: string; at: string }) => `${p.by}已于 ${p.at} 改动这份草稿，请刷新后再改`,
    en: (p: { by: string; at: string }) => `${p.by} changed this draft at ${p.at}; reload and edit again`,
  },
  rule_set_not_found: {
    status: 404,
    zh: (p: { version: number }) => `没有规则第 ${p.version} 版`,
    en: (p: { version: number }) => `There is no version ${p.version} of the rules`,
  },
  rule_set_moved_on: {
    status: 409,
    zh: (p: { seen: number; newest: number }) =>
      `您对照的是第 ${p.seen} 版，最新已是第 ${p.newest} 版，请重新对照后再发布`,
    en: (p: { seen: number; newest: number }) =>
      `You compared with version ${p.seen}, but version ${p.newest} is the latest; compare again before publishing`,
  },
  rule_date_too_early: {
    status: 422,
    zh: (p: { earliest: string }) => `生效时间不得早于 ${p.earliest}（现在，或上一版的生效时间）`,
    en: (p: { earliest: string }) =>
      `It cannot take effect before ${p.earliest} (now, or when the version before does)`,
  },
  simulation_needed: {
    status: 409,
    zh: () => '发布前须先用近 90 天案件对这份内容试算；内容改动后要重新试算',
    en: () => 'Simulate exactly this content on the last 90 days before publishing; after a change, simulate again',
  },
  return_not_found: {
    status: 404,
    zh: () => '该案没有可裁定或可转为规则的回退',
    en: () => 'The case has no return that could be arbitrated or made a rule of',
  },
})
