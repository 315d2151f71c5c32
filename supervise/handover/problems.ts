import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong when a shift is handed over. */
export const handoverProblems = defineProblems({
  handover_not_found: { status: 404, zh: () => '交接单不存在', en: () => 'There is no such hand-over' },
  handover_waits: {
    status: 409,
    zh: (d: { name: string }) => `${d.name}的交接单还没有人接班，请先接班`,
    en: (d: { name: string }) => `The hand-over by ${d.name} has not been taken yet; take it first`,
  },
  handover_too_soon: {
    status: 409,
    zh: () => '刚刚交接过，没有可交接的时段',
    en: () => 'The last hand-over was just now; there is nothing in between',
  },
  handover_taken: {
    status: 409,
    zh: (d: { name: string }) => `已由${d.name}接班`,
    en: (d: { name: string }) => `${d.name} has taken it over already`,
  },
  handover_own: {
    status: 403,
    zh: () => '交班人不能自己接班',
    en: () => 'Whoever hands over cannot take over',
  },
  handover_other_desk: {
    status: 403,
    zh: () => '只有同一席位的人可以接班',
    en: () => 'Only somebody of the same desk may take over',
  },
})
