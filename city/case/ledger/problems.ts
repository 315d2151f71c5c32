import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose when a ledger is read. */
export const ledgerProblems = defineProblems({
  clock_entry_impossible: {
    status: 409,
    zh: (p: { clock: string; act: string; seq: number; state: string }) =>
      `第 ${p.seq} 步对计时“${p.clock}”的“${p.act}”无从说起：该计时处于 ${p.state}`,
    en: (p: { clock: string; act: string; seq: number; state: string }) =>
      `Step ${p.seq} cannot ${p.act} the clock "${p.clock}": it is ${p.state}`,
  },
  clock_limit_missing: {
    status: 422,
    zh: (p: { clock: string; seq: number }) => `第 ${p.seq} 步启动或延长计时“${p.clock}”，但没有给出时限`,
    en: (p: { clock: string; seq: number }) => `Step ${p.seq} starts or extends the clock "${p.clock}" without a limit`,
  },
})
