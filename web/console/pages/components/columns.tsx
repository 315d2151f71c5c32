import { useMemo } from 'react'
import { type Attribute, attributeText, type searchComponents } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

export type Component = ReplyOf<typeof searchComponents>['items'][number]

const Clip = ({ text }: { text: string | null }) => (
  <span className="clip" title={text ?? undefined}>
    {text || '—'}
  </span>
)

// So many attributes stand in the list of a kind before anybody chooses columns.
const SHOWN = 3

/** The columns of the register; the list of one kind has its attributes too. */
export function useColumns(attributes: readonly Attribute[]): readonly Column<Component>[] {
  const w = useWords(words)
  const language = useLanguage()
  return useMemo(() => {
    const ofKind = attributes.length > 0
    const usual: readonly Column<Component>[] = [
      {
        id: 'code',
        header: w.code,
        width: 168,
        fixed: true,
        cell: (row) => <span className="list-code">{row.code}</span>,
      },
      { id: 'name', header: w.name, width: 130, grow: 1, cell: (row) => <Clip text={row.name} /> },
      { id: 'state', header: w.state, width: 96, cell: (row) => <StateTag state={row.state} /> },
      { id: 'address', header: w.address, width: 220, grow: 2, cell: (row) => <Clip text={row.address} /> },
      {
        id: 'cell',
        header: w.cell,
        width: 150,
        hidden: ofKind,
        cell: (row) => <span className="list-code">{row.cellCode ?? '—'}</span>,
      },
      {
        id: 'manager',
        header: w.manager,
        width: 140,
        grow: 1,
        hidden: ofKind,
        cell: (row) => <Clip text={row.managerName} />,
      },
      {
        id: 'maintainer',
        header: w.maintainer,
        width: 150,
        grow: 1,
        cell: (row) => <Clip text={row.maintainerName} />,
      },
      {
        id: 'changed',
        header: w.changedDate,
        width: 110,
        hidden: ofKind,
        cell: (row) => row.changedDate ?? row.initialDate,
      },
    ]
    const own = attributes.map(
      (attribute, at): Column<Component> => ({
        id: `attribute.${attribute.name}`,
        header: attribute[language],
        width: 120,
        hidden: at >= SHOWN,
        ...(attribute.type === 'number' || attribute.type === 'integer' ? { align: 'end' as const } : {}),
        cell: ({ attributes: values }) => {
          const value = values[attribute.name]
          return <Clip text={value === undefined ? null : attributeText(attribute, value, language)} />
        },
      }),
    )
    return [...usual.slice(0, 4), ...own, ...usual.slice(4)]
  }, [w, language, attributes])
}
