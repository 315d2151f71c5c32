import { Button, Drawer, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { type DutyItem, exportDuties, type listDuties } from '#city/duty/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { wholeList } from '#web/kit/table/whole-list.ts'
import { formatDay } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { useAddress } from '../components/use-address.ts'
import { AddForm } from './add-form.tsx'
import { EndForm } from './end-form.tsx'
import { useTell } from './tell.ts'
import { words } from './words.ts'

export type Duties = ReplyOf<typeof listDuties>

/** The table itself, filtered by what is typed and by unit; a line opens to be ended. */
export function DutiesPart({ data }: { data: Duties }) {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const [isAdding, setAdding] = useState(false)
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const tell = useTell()
  const mayWrite = may(me, 'organisation.write')
  const rows = useMemo(() => {
    const text = (search.text ?? '').trim()
    return data.items.filter(
      (duty) =>
        (!search.unitId || duty.unitId === search.unitId) &&
        [duty.category, duty.categoryName, duty.areaCode, duty.areaName, duty.unitName, duty.basis].some((part) =>
          part.includes(text),
        ),
    )
  }, [data, search])
  const open = data.items.find(({ dutyId }) => dutyId === search.open)
  return (
    <>
      <Filters data={data} mayWrite={mayWrite} onAdd={() => setAdding(true)} />
      <div className="list-table">
        <QueryTable
          label={w.duties}
          source={wholeList(rows)}
          columns={columns}
          rowId={({ dutyId }) => dutyId}
          describe={tell}
          selectedId={search.open}
          onOpen={({ dutyId }) => change({ open: dutyId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <Drawer
        open={isAdding || open !== undefined}
        onClose={() => {
          setAdding(false)
          change({ open: undefined })
        }}
        size={480}
        title={isAdding ? w.add : w.duties}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {isAdding && <AddForm data={data} start={{}} onDone={() => setAdding(false)} />}
        {open && !isAdding && <EndForm duty={open} mayWrite={mayWrite} onDone={() => change({ open: undefined })} />}
      </Drawer>
    </>
  )
}

type FilterProps = { data: Duties; mayWrite: boolean; onAdd: () => void }

function Filters({ data, mayWrite, onAdd }: FilterProps) {
  const w = useWords(words)
  const [search, change] = useAddress()
  const units = new Map(data.items.map(({ unitId, unitName }) => [unitId, unitName]))
  return (
    <search className="list-filters">
      <Input.Search
        aria-label={w.text}
        placeholder={w.text}
        allowClear
        defaultValue={search.text}
        key={search.text}
        onSearch={(typed) => change({ text: typed.trim() })}
      />
      <Select
        aria-label={w.unit}
        placeholder={w.unit}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.unitId ?? null}
        options={[...units].map(([value, label]) => ({ value, label }))}
        onChange={(chosen?: string) => change({ unitId: chosen })}
        style={{ inlineSize: 240 }}
      />
      <Button href={addressOf(exportDuties, { query: { format: 'xlsx' } })}>{w.exportXlsx}</Button>
      <Button href={addressOf(exportDuties, { query: { format: 'csv' } })}>{w.exportCsv}</Button>
      {mayWrite && (
        <Button type="primary" onClick={onAdd}>
          {w.add}
        </Button>
      )}
      <span className="quiet duties-lead">{mayWrite ? w.lead : `${w.lead}${w.onlyXitong}。`}</span>
    </search>
  )
}

function Card({ row }: { row: DutyItem }) {
  const w = useWords(words)
  const tell = useTell()
  return (
    <div className="list-card">
      <strong>{row.unitName}</strong>
      <span>{tell(row)}</span>
      <span className="quiet">{w.since(row.from, row.to)}</span>
    </div>
  )
}

function useColumns(): readonly Column<DutyItem>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      { id: 'kind', header: w.kind, width: 80, cell: ({ kind }) => (kind ? w[kind] : w.all) },
      {
        id: 'category',
        header: w.category,
        width: 190,
        grow: 1,
        fixed: true,
        cell: ({ category, categoryName }) =>
          category ? (
            <span className="clip">
              <span className="list-code">{category}</span> {categoryName}
            </span>
          ) : (
            <span className="quiet">{w.allCategories}</span>
          ),
      },
      {
        id: 'area',
        header: w.area,
        width: 190,
        grow: 1,
        cell: ({ areaCode, areaName }) =>
          areaCode ? (
            <span className="clip">
              {areaName || (areaCode.length <= 6 ? w.allAreas : '')} <span className="list-code quiet">{areaCode}</span>
            </span>
          ) : (
            <span className="quiet">{w.allAreas}</span>
          ),
      },
      {
        id: 'unit',
        header: w.unit,
        width: 200,
        grow: 1,
        cell: ({ unitName }) => <strong className="clip">{unitName}</strong>,
      },
      {
        id: 'days',
        header: w.days,
        width: 210,
        cell: ({ from, to }) => (
          <span>
            {w.since(from, to)} {from > formatDay(Date.now()) && <span className="tag tone-blue">{w.planned}</span>}
          </span>
        ),
      },
      {
        id: 'basis',
        header: w.basis,
        width: 200,
        grow: 2,
        cell: ({ basis }) => (
          <span className="clip" title={basis}>
            {basis}
          </span>
        ),
      },
    ],
    [w],
  )
}
