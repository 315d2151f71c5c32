/** A line of the duty table: category prefix × area prefix → unit, half-open by day. */
export type Duty = {
  readonly dutyId: string
  readonly kind: 'component' | 'matter' | null
  readonly category: string
  readonly areaCode: string
  readonly unitId: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly basis: string
}

export type DutyQuestion = {
  readonly kind: string
  readonly category: string
  readonly area: string
  readonly on: string
}

/**
 * Who the duty table names, each unit once, best first: the longest area, then the longest category. The same answer as
 * `matchDuty` of the organisation gives from the database, for deciding about many cases without asking it for each.
 */
export function dutiesFor(table: readonly Duty[], { kind, category, area, on }: DutyQuestion): Duty[] {
  const matching = table.filter(
    (row) =>
      category.startsWith(row.category) &&
      area.startsWith(row.areaCode) &&
      (row.kind === null || row.kind === (kind || 'matter')) &&
      row.validFrom <= on &&
      (row.validTo === null || on < row.validTo),
  )
  const best = matching.sort(
    (a, b) =>
      b.areaCode.length - a.areaCode.length || b.category.length - a.category.length || (a.dutyId < b.dutyId ? -1 : 1),
  )
  return best.filter((row, at) => best.findIndex((other) => other.unitId === row.unitId) === at)
}

/** The same, remembering answers: a quarter of cases asks few different questions. */
export function dutyLookup(table: readonly Duty[]): (question: DutyQuestion) => readonly Duty[] {
  const known = new Map<string, readonly Duty[]>()
  return (question) => {
    const key = `${question.kind}|${question.category}|${question.area}|${question.on}`
    const found = known.get(key) ?? dutiesFor(table, question)
    known.set(key, found)
    return found
  }
}
