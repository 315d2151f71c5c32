import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with access tokens. */
export const tokenProblems = defineProblems({
  token_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `您已有名为“${p.name}”的令牌，请换个名称或先收回那个`,
    en: (p: { name: string }) => `You have a token called “${p.name}”; choose another name or revoke that one first`,
  },
  token_too_many: {
    status: 409,
    zh: (p: { most: number }) => `每人最多 ${p.most} 个有效令牌，请先收回不用的`,
    en: (p: { most: number }) => `Nobody may hold more than ${p.most} tokens in force; revoke those not needed`,
  },
  token_reads_beyond: {
    status: 422,
    zh: (p: { what: string }) => `您的岗位不能查看${p.what}，令牌也不能`,
    en: (p: { what: string }) => `Your post may not read ${p.what}, so no token of yours may`,
  },
  token_not_found: {
    status: 404,
    zh: () => '没有这个令牌，或已收回',
    en: () => 'There is no such token, or it was revoked',
  },
})
