import type { z } from 'zod'
import type { Industry, InspectionKind } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Kind } from './contract.ts'
import { inspectionProblems } from './problems.ts'

export type DeclaredKind = { readonly industry: Industry; readonly kind: z.output<typeof InspectionKind> }

/** The kinds of inspection that industries which are on declare. */
export async function kindsOn(db: Db, districtId: string, industries: readonly Industry[]): Promise<DeclaredKind[]> {
  const on = await industriesOn(db, districtId, industries)
  return on.flatMap((industry) => industry.command.inspections.map((kind) => ({ industry, kind })))
}

type Named = { readonly industryId: string; readonly kindId: string }

export const findKind = (kinds: readonly DeclaredKind[], { industryId, kindId }: Named): DeclaredKind | undefined =>
  kinds.find(({ industry, kind }) => industry.id === industryId && kind.id === kindId)

/** Problem: `inspection_kind_unknown`. */
export function getKind(kinds: readonly DeclaredKind[], named: Named): DeclaredKind {
  const found = findKind(kinds, named)
  if (!found) throw inspectionProblems.inspection_kind_unknown({ kind: named.kindId }, 'body.kindId')
  return found
}

export const shownKind = ({ industry, kind }: DeclaredKind): Kind => ({
  industryId: industry.id,
  industry: industry.title,
  kindId: kind.id,
  title: kind.title,
  everyDays: kind.everyDays,
  checklist: kind.checklist,
  source: kind.source,
  components: kind.components,
})
