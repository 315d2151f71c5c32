/** A half-open period of local days as the address holds it. */
export type Period = { readonly from: string; readonly to: string }

const day = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)

export type Choice = Period & { readonly unit: 'month' | 'quarter' | 'year'; readonly year: number; readonly n: number }

/** The months, quarters and years before and around a day, the newest first. */
export function periodsUntil(today: string): readonly Choice[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const months = Array.from({ length: 13 }, (_, ago): Choice => {
    const at = new Date(Date.UTC(year, month - 1 - ago, 1))
    const [y, m] = [at.getUTCFullYear(), at.getUTCMonth()]
    return { unit: 'month', year: y, n: m + 1, from: day(y, m), to: day(y, m + 1) }
  })
  const quarters = Array.from({ length: 5 }, (_, ago): Choice => {
    const at = new Date(Date.UTC(year, (Math.ceil(month / 3) - 1 - ago) * 3, 1))
    const [y, m] = [at.getUTCFullYear(), at.getUTCMonth()]
    return { unit: 'quarter', year: y, n: m / 3 + 1, from: day(y, m), to: day(y, m + 3) }
  })
  const years = [year, year - 1].map(
    (y): Choice => ({ unit: 'year', year: y, n: 1, from: day(y, 0), to: day(y + 1, 0) }),
  )
  return [...months, ...quarters, ...years]
}

/** The last whole month before a day: what is usually scored. */
export const lastMonth = (today: string): Period => {
  const { from, to } = periodsUntil(today)[1] as Choice
  return { from, to }
}
