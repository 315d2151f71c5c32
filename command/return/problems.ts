import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with arbitrations. */
export const arbitrationProblems = defineProblems({
  arbitration_contradicts: {
    status: 422,
    zh: (p: { unit: string }) => `裁决自相矛盾：裁单位有理，责任就不在“${p.unit}”；裁派遣有理，责任就在“${p.unit}”`,
    en: (p: { unit: string }) =>
      `The decision contradicts itself: if the unit is right it is not the duty of “${p.unit}”; if the dispatcher is, it is`,
  },
})
