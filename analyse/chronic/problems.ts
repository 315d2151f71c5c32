import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with a chronic spot. */
export const chronicProblems = defineProblems({
  spot_not_found: {
    status: 404,
    zh: () => '顽疾点不存在或无权查看',
    en: () => 'The chronic spot does not exist or you may not see it',
  },
  spot_state_same: {
    status: 409,
    zh: () => '顽疾点已处于该状态',
    en: () => 'The chronic spot is in that state already',
  },
  spot_moved_on: {
    status: 409,
    zh: (p: { by: string }) => `${p.by}刚刚改动过，您看到的不是最新状态`,
    en: (p: { by: string }) => `${p.by} has just changed it; what you saw is not the latest state`,
  },
  spot_owner_unknown: {
    status: 422,
    zh: () => '没有这个单位或人员',
    en: () => 'There is no such unit or person',
  },
  spot_target_past: {
    status: 422,
    zh: () => '治理期限须在今天或之后',
    en: () => 'The target day must be today or later',
  },
})
