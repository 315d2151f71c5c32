import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with wall screens. */
export const wallProblems = defineProblems({
  wall_refused: {
    status: 401,
    zh: () => '此大屏未授权或授权已收回，请系统管理员重新发放',
    en: () => 'This wall has no token, or it was revoked; ask the system administrator for another',
  },
  wall_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有名为“${p.name}”的大屏`,
    en: (p: { name: string }) => `There is a wall called “${p.name}” already`,
  },
  wall_not_found: {
    status: 404,
    zh: () => '没有这块大屏，或授权已收回',
    en: () => 'There is no such wall, or its token was revoked',
  },
  wall_playlist_changed: {
    status: 409,
    zh: () => '轮播刚被别人改过，请核对后再改',
    en: () => 'Somebody has just changed the playlist; check it and try again',
  },
  wall_push_empty: {
    status: 422,
    zh: () => '请选择一个主题、一个案件编号或一处地图，只取其一',
    en: () => 'Choose a theme, a case number or a part of the map: one of them',
  },
  wall_case_unknown: {
    status: 404,
    zh: (p: { number: string }) => `没有案件 ${p.number}，或您无权查看`,
    en: (p: { number: string }) => `There is no case ${p.number}, or you may not see it`,
  },
  wall_push_over: {
    status: 409,
    zh: () => '这次投屏已经结束',
    en: () => 'That push is over already',
  },
})
