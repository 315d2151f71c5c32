import { defineProblems } from '#kernel/problem.ts'

export const campaignProblems = defineProblems({
  campaign_not_found: { status: 404, zh: () => '没有这项专项整治', en: () => 'There is no such campaign' },
  campaign_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有名为“${p.name}”的专项整治`,
    en: (p: { name: string }) => `There is a campaign “${p.name}” already`,
  },
  campaign_closed: {
    status: 409,
    zh: () => '这项专项整治已经收官，不能再改',
    en: () => 'This campaign is closed and cannot be changed',
  },
  campaign_days: {
    status: 422,
    zh: () => '结束日须不早于开始日',
    en: () => 'The last day must not be before the first',
  },
  campaign_moved_on: {
    status: 409,
    zh: (p: { by: string; at: string }) => `${p.by}已于 ${p.at} 修改，请核对后再提交`,
    en: (p: { by: string; at: string }) => `${p.by} changed it at ${p.at}; check it and send again`,
  },
  campaign_unchanged: {
    status: 422,
    zh: () => '没有改动，无需提交',
    en: () => 'Nothing was changed',
  },
  campaign_early_reason: {
    status: 422,
    zh: (p: { endsOn: string }) => `结束日 ${p.endsOn} 未过，提前收官须写明理由`,
    en: (p: { endsOn: string }) => `It lasts until ${p.endsOn}; say why it is closed before`,
  },
  campaign_case_unknown: {
    status: 422,
    zh: (p: { number: string }) => `没有编号为 ${p.number} 的案件`,
    en: (p: { number: string }) => `There is no case ${p.number}`,
  },
})
