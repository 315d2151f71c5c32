import { refusalOf } from '#city/case/permitted.ts'
import type { CaseState } from '#city/case/state.ts'

const DAY_MS = 86_400_000

type Words = { readonly zh: string; readonly en: string }

/** Whether somebody may say now that it is not solved, until when, and honestly why not. */
export type VetoView = { readonly may: boolean; readonly until: Date | null; readonly words: Words | null }

const none: VetoView = { may: false, until: null, words: null }

/** The same rule as the step's own, in words for whoever reported it. */
export function vetoView(state: CaseState, now: Date): VetoView {
  if (state.pendingVeto)
    return {
      ...none,
      words: {
        zh: '您再次反映未解决，监督中心正在核实裁定',
        en: 'It was said again that it is not solved; supervision is deciding',
      },
    }
  const problem = refusalOf('vetoed', state, undefined, { now, handleDueAt: undefined, handledLate: false })
  if (problem) return problem.code === 'step_refused' ? none : { ...none, words: { zh: problem.zh, en: problem.en } }
  const until = new Date((state.closedAt?.getTime() ?? 0) + state.rules.vetoDays * DAY_MS)
  return { may: true, until, words: state.vetoes === 0 ? firstTime : secondTime }
}

const firstTime: Words = {
  zh: '如果问题还在，可以告诉我们，案件会退回重新办理',
  en: 'If it is still there, say so and it is handled again',
}
const secondTime: Words = {
  zh: '如果问题仍未解决，可以再反映一次，由监督中心核实裁定',
  en: 'If it is still not solved you may say so once more; supervision then decides',
}

/** What a veto leads to, told at once to whoever made it. */
export const leadsTo = ({ pendingVeto }: CaseState): 'rework' | 'supervision' =>
  pendingVeto ? 'supervision' : 'rework'
