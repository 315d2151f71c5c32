import type { TargetItem } from '#supervise/target/contract.ts'

type Wanted = Readonly<Record<string, string | undefined>>

/** The indicators that the filters of the address leave; retired ones only where asked for. */
export function matching(items: readonly TargetItem[], wanted: Wanted): readonly TargetItem[] {
  const text = (wanted.text ?? '').trim().toLowerCase()
  return items.filter(
    ({ body, standing, ownerUnitName, conflicts }) =>
      (wanted.retired === 'yes' || !body.isRetired) &&
      (!wanted.standing || standing === wanted.standing) &&
      (!wanted.nature || body.claims.some(({ nature }) => nature === wanted.nature)) &&
      (!wanted.owner || body.ownerUnitId === wanted.owner) &&
      (wanted.conflict !== 'yes' || conflicts.length > 0) &&
      (text === '' || textOf(body, ownerUnitName).includes(text)),
  )
}

const textOf = ({ name, claims }: TargetItem['body'], owner: string | null): string =>
  [name, owner, ...claims.flatMap(({ document, place, quotation }) => [document, place, quotation])]
    .join(' ')
    .toLowerCase()
