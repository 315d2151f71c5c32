import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined, PlusOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { setLook, useLook } from '../look.ts'
import type { Column } from './columns.ts'
import { moved } from './layout.ts'
import type { TableLayout } from './use-layout.ts'

const words = defineWords({
  columns: { zh: '选择列', en: 'Columns' },
  reset: { zh: '恢复默认', en: 'Reset' },
  earlier: { zh: (name: string) => `“${name}”前移`, en: (name: string) => `Move “${name}” forward` },
  later: { zh: (name: string) => `“${name}”后移`, en: (name: string) => `Move “${name}” back` },
  narrower: { zh: (name: string) => `“${name}”变窄`, en: (name: string) => `Narrow “${name}”` },
  wider: { zh: (name: string) => `“${name}”变宽`, en: (name: string) => `Widen “${name}”` },
  pages: { zh: '分页表格（读屏、打印用，每页 50 条）', en: 'Paged table (for readers and print, 50 rows)' },
})

type Props<T> = { columns: readonly Column<T>[]; layout: TableLayout }

/** Which columns of a list, in which order and how wide, and whether it comes in pages; all of it without dragging. */
export function ColumnChoice<T>(props: Props<T>) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      // Nothing to show would never open.
      content={<ChoiceList {...props} />}
      destroyOnHidden
      trigger="click"
      placement="bottomRight"
    >
      <Button icon={<SettingOutlined aria-hidden />} aria-label={w.columns} title={w.columns} aria-expanded={isOpen} />
    </Popover>
  )
}

function ChoiceList<T>({ columns, layout }: Props<T>) {
  const w = useWords(words)
  const { tables } = useLook()
  const { shown, order, widths, change, reset } = layout
  const ordered = order.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  const move = (id: string, by: number) => change({ order: moved(order, id, by) })
  const widen = ({ id, width }: Column<T>, by: number) =>
    change({ widths: { ...widths, [id]: (widths[id] ?? width) + by } })
  const act = (label: string, icon: ReactNode, onClick: () => void) => (
    <Button type="text" size="small" icon={icon} aria-label={label} title={label} onClick={onClick} />
  )
  return (
    <fieldset className="column-choice" aria-label={w.columns}>
      <ul>
        {ordered.map((column) => (
          <li key={column.id}>
            <Checkbox
              checked={column.fixed || shown[column.id] !== false}
              disabled={column.fixed === true}
              onChange={({ target }) => change({ shown: { ...shown, [column.id]: target.checked } })}
            >
              {column.header}
            </Checkbox>
            <span className="column-acts">
              {act(w.earlier(column.header), <ArrowUpOutlined aria-hidden />, () => move(column.id, -1))}
              {act(w.later(column.header), <ArrowDownOutlined aria-hidden />, () => move(column.id, 1))}
              {act(w.narrower(column.header), <MinusOutlined aria-hidden />, () => widen(column, -20))}
              {act(w.wider(column.header), <PlusOutlined aria-hidden />, () => widen(column, 20))}
            </span>
          </li>
        ))}
      </ul>
      <Checkbox
        checked={tables === 'pages'}
        onChange={({ target }) => setLook({ tables: target.checked ? 'pages' : 'scroll' })}
      >
        {w.pages}
      </Checkbox>
      <Button size="small" onClick={reset}>
        {w.reset}
      </Button>
    </fieldset>
  )
}
