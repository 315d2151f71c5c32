import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { defineWords, useWords } from '../language.ts'
import type { Column } from './columns.ts'

const words = defineWords({
  columns: { zh: '选择列', en: 'Columns' },
  reset: { zh: '恢复默认', en: 'Reset' },
})

type Props<T> = {
  columns: readonly Column<T>[]
  choice: Readonly<Record<string, boolean>>
  onChoose: (choice: Record<string, boolean>) => void
  onReset: () => void
}

export function ColumnChoice<T>({ columns, choice, onChoose, onReset }: Props<T>) {
  const w = useWords(words)
  const list = (
    <fieldset className="column-choice" aria-label={w.columns}>
      {columns
        .filter(({ fixed }) => !fixed)
        .map(({ id, header }) => (
          <Checkbox
            key={id}
            checked={choice[id] !== false}
            onChange={({ target }) => onChoose({ ...choice, [id]: target.checked })}
          >
            {header}
          </Checkbox>
        ))}
      <Button size="small" onClick={onReset}>
        {w.reset}
      </Button>
    </fieldset>
  )
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Button icon={<SettingOutlined aria-hidden />} aria-label={w.columns} title={w.columns} />
    </Popover>
  )
}
