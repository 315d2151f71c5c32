import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with the draft of limits by filing condition. */
export const limitDraftProblems = defineProblems({
  limit_draft_missing: {
    status: 409,
    zh: () => '没有时限草稿，可能已由他人签发或删除，请刷新',
    en: () => 'There is no draft of limits; somebody may have signed or discarded it. Look again',
  },
  limit_draft_changed_meanwhile: {
    status: 409,
    zh: (p: { by: string; at: string }) => `${p.by}在 ${p.at} 改过时限草稿，请刷新后再改`,
    en: (p: { by: string; at: string }) =>
      `${p.by} changed the draft of limits at ${p.at}; look again before changing it`,
  },
  limit_standard_moved_on: {
    status: 409,
    zh: (p: { name: string }) => `立案标准已有新版“${p.name}”，请刷新后对照修改`,
    en: (p: { name: string }) => `The standard has moved on to “${p.name}”; look again and compare with it`,
  },
  limit_draft_not_sound: {
    status: 422,
    zh: (p: { count: number }) => `时限草稿有 ${p.count} 处错误，不能签发`,
    en: (p: { count: number }) => `The draft of limits has ${p.count} faults and cannot be signed`,
  },
  limit_date_too_early: {
    status: 422,
    zh: (p: { earliest: string }) => `生效日不能早于 ${p.earliest}`,
    en: (p: { earliest: string }) => `It cannot take effect before ${p.earliest}`,
  },
  limit_column_missing: {
    status: 422,
    zh: (p: { columns: string }) => `表中缺少列：${p.columns}`,
    en: (p: { columns: string }) => `The table lacks the columns ${p.columns}`,
  },
})
