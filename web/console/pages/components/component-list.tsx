import { useCallback, useMemo } from 'react'
import type { z } from 'zod'
import { COMPONENT_BULK_MAX } from '#city/component/bulk/contract.ts'
import { type Attribute, type ComponentSearchQuery, searchComponents } from '#city/component/contract.ts'
import { DetailDrawer } from '#web/kit/drawer/detail-drawer.tsx'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import { ColumnChoice } from '#web/kit/table/column-choice.tsx'
import { pickByKey, usePickColumn } from '#web/kit/table/pick-column.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset, windowed } from '#web/kit/table/use-keyset.ts'
import { useLayout } from '#web/kit/table/use-layout.ts'
import { usePicks } from '#web/kit/table/use-picks.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { AttributeBar } from './bulk/attribute-bar.tsx'
import { type Component, useColumns } from './columns.tsx'
import { ComponentDetail } from './component-detail.tsx'
import { StateTag } from './state-tag.tsx'
import { stateWords, words } from './words.ts'

type Props = {
  readonly query: z.output<typeof ComponentSearchQuery>
  readonly kind: string | undefined
  /** Of the kind asked for. */
  readonly attributes: readonly Attribute[]
  readonly open: string | undefined
  readonly onOpen: (code: string | undefined) => void
}

const codeOf = ({ code }: Component): string => code

/** The register as a list; of one kind also its attributes as columns, and many of them may be changed at once. */
export function ComponentList({ query, kind, attributes, open, onOpen }: Props) {
  const w = useWords(words)
  const states = useWords(stateWords)
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns(attributes)
  const layout = useLayout(kind && attributes.length > 0 ? `components.${kind}` : 'components', columns)
  const source = useKeyset<Component, typeof searchComponents>(searchComponents, { query }, 'after', windowed)
  const picks = usePicks(source.rows, codeOf, COMPONENT_BULK_MAX)
  const labelOf = useCallback(({ name, code }: Component) => w.choose(`${name} ${code}`), [w])
  const pickColumn = usePickColumn(picks, codeOf, labelOf)
  const mayPick = may(useMe(), 'component.write') && !isNarrow && kind !== undefined && attributes.length > 0
  const shown = useMemo(() => (mayPick ? [pickColumn, ...columns] : columns), [mayPick, pickColumn, columns])
  const ids = useMemo(() => source.rows.map(codeOf), [source.rows])
  return (
    <>
      {!isNarrow && (
        <div className="list-tools">
          {mayPick ? <AttributeBar kind={kind} attributes={attributes} picks={picks} /> : <span />}
          <ColumnChoice columns={columns} layout={layout} />
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside, which carry the focus. */}
      <div className="list-table" onKeyDown={(event) => mayPick && pickByKey(event, source, picks)}>
        <QueryTable
          label={w.title}
          source={source}
          columns={shown}
          layout={layout}
          rowId={codeOf}
          describe={({ name, code, state, address }) => [name, states[state], address, code].filter(Boolean).join('，')}
          selectedId={open}
          onOpen={({ code }) => onOpen(code)}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <DetailDrawer
        name="component"
        title={open}
        open={open}
        onOpen={onOpen}
        ids={ids}
        onMore={source.loadMore}
        usualWidth={560}
      >
        {open && <ComponentDetail key={open} code={open} />}
      </DetailDrawer>
    </>
  )
}

function Card({ row: { name, state, address, code } }: { row: Component }) {
  return (
    <div className="list-card">
      <span>
        <StateTag state={state} /> {name}
      </span>
      <span className="quiet">{address}</span>
      <span className="quiet list-code">{code}</span>
    </div>
  )
}
