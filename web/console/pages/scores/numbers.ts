/** A decimal as the sheet shows it: a ratio as a percentage, an amount as it is, nothing as “—”. */
export function shown(value: string | null, as: 'ratio' | 'amount'): string {
  if (value === null) return '—'
  const number = Number(value)
  if (as === 'ratio') return `${(number * 100).toFixed(2)}%`
  return Number.isInteger(number) ? String(number) : number.toFixed(2)
}

/** Points of a hundred, with as many decimals as are worth reading. */
export const points = (score: string | null): string => (score === null ? '—' : Number(score).toFixed(2))

export const percent = (weight: string | null): string =>
  weight === null ? '—' : `${Number((Number(weight) * 100).toFixed(2))}%`
