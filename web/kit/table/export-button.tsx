import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { defineWords, useWords } from '../language.ts'

const words = defineWords({
  export: { zh: '导出', en: 'Export' },
  seen: { zh: '导出所见的列（CSV）', en: 'The columns I see (CSV)' },
  all: { zh: '导出全部列（CSV）', en: 'All columns (CSV)' },
})

/** A list as a file, as it is filtered and ordered now; the server writes it within the same scope. */
export function ExportButton({ seen, all }: { seen: string; all: string }) {
  const w = useWords(words)
  const items = [
    { key: 'seen', label: <a href={seen}>{w.seen}</a> },
    { key: 'all', label: <a href={all}>{w.all}</a> },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<DownloadOutlined aria-hidden />} aria-label={w.export} title={w.export} />
    </Dropdown>
  )
}
