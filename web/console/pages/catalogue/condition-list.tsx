import { Drawer } from 'antd'
import { useMemo } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { wholeList } from '#web/kit/table/whole-list.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { useAddress } from '../components/use-address.ts'
import { ConditionForm } from './condition-form.tsx'
import type { ConditionRow, Version } from './own-part.tsx'
import { words } from './words.ts'

type Props = { version: Version; items: readonly ConditionRow[]; mayWrite: boolean }

/** The conditions of a version; one opens to be read in full, and in a draft to be rewritten. */
export function ConditionList({ version, items, mayWrite }: Props) {
  const w = useWords(words)
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const open = items.find(({ conditionId }) => conditionId === search.open)
  const close = () => change({ open: undefined })
  return (
    <>
      <div className="list-table">
        <QueryTable
          label={w.own}
          source={wholeList(items)}
          columns={columns}
          rowId={({ conditionId }) => conditionId}
          describe={({ code, name, condition }) => `${code} ${name}，${condition}`}
          selectedId={search.open}
          onOpen={({ conditionId }) => change({ open: conditionId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <Drawer
        open={open !== undefined}
        onClose={close}
        size={560}
        title={open && `${open.code} ${open.name}`}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && (
          <div className="detail">
            <Read row={open} />
            {mayWrite && version.status === 'draft' && (
              <ConditionForm key={open.conditionId} versionId={version.versionId} row={open} onDone={close} />
            )}
          </div>
        )}
      </Drawer>
    </>
  )
}

function Read({ row }: { row: ConditionRow }) {
  const w = useWords(words)
  const limits = useLimits()
  const facts = [
    [w.condition, row.condition],
    [w.closing, row.closing],
    [w.limits, limits(row)],
    [w.disposing, row.disposingUnits || '—'],
    [w.supervising, row.supervisingUnits || '—'],
  ] as const
  return (
    <dl className="catalogue-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The limits of a condition in words, by class of area. */
function useLimits(): (row: ConditionRow) => string {
  const w = useWords(words)
  const language = useLanguage()
  return ({ limits }) =>
    limits
      .map(({ areaClass, ...limit }) => {
        const text = formatLimit(limit, language)
        return areaClass === '*' ? text : `${areaClass} ${text}`
      })
      .join('；') || w.everywhere
}

function Card({ row }: { row: ConditionRow }) {
  const limits = useLimits()
  return (
    <div className="list-card">
      <span>
        <span className="list-code">{row.code}</span> <strong>{row.name}</strong>
      </span>
      <span className="clip-2">{row.condition}</span>
      <span className="quiet">{limits(row)}</span>
    </div>
  )
}

function useColumns(): readonly Column<ConditionRow>[] {
  const w = useWords(words)
  const limits = useLimits()
  return useMemo(
    () => [
      { id: 'kind', header: w.kind, width: 72, cell: ({ kind }) => w[kind] },
      {
        id: 'category',
        header: w.category,
        width: 190,
        grow: 1,
        fixed: true,
        cell: ({ code, name, extension }) => (
          <span className="clip">
            <span className="list-code">{code}</span> {name}{' '}
            {extension && <span className="tag tone-purple">{w.extension}</span>}
          </span>
        ),
      },
      {
        id: 'condition',
        header: w.condition,
        width: 300,
        grow: 3,
        cell: ({ condition }) => <span className="clip-2">{condition}</span>,
      },
      {
        id: 'closing',
        header: w.closing,
        width: 220,
        grow: 2,
        cell: ({ closing }) => <span className="clip-2">{closing}</span>,
      },
      { id: 'limits', header: w.limits, width: 150, cell: (row) => <span className="clip-2">{limits(row)}</span> },
    ],
    [w, limits],
  )
}
