import { Button } from 'antd'
import { useState } from 'react'
import { ProblemError } from '#web/kit/client.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { DetailDrawer } from '#web/kit/drawer/detail-drawer.tsx'
import type { ImportKind, Mode } from '#web/kit/import/import-kind.ts'
import { ImportWizard } from '#web/kit/import/import-wizard.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const ids = ['there', 'coming', 'forbidden'] as const
type Id = (typeof ids)[number]

const forbidden = new ProblemError({
  type: 'about:blank',
  status: 403,
  code: 'not_permitted',
  title: '您的岗位不能查看这台设备',
  titleEn: 'Your post does not open this device',
})

/** A detail beside a list: there, on its way, and not permitted; J and K step through the three. */
export function DrawerPart() {
  const w = useWords(words)
  const [open, setOpen] = useState<string>()
  const query = {
    data: open === 'there' ? w.sample : undefined,
    error: open === 'forbidden' ? forbidden : null,
  }
  const names: Readonly<Record<Id, string>> = { there: w.there, coming: w.loading, forbidden: w.forbidden }
  return (
    <section className="panel">
      <h2>{w.drawer}</h2>
      <div className="style-row">
        {ids.map((id) => (
          <Button key={id} onClick={() => setOpen(id)}>
            {names[id]}
          </Button>
        ))}
      </div>
      <DetailDrawer
        name="style"
        title={names[(open ?? 'there') as Id]}
        open={open}
        onOpen={setOpen}
        ids={ids}
        usualWidth={460}
      >
        <DetailBody<string> query={{ ...query, refetch: () => new Promise(() => undefined) }}>
          {(text) => <p>{text}</p>}
        </DetailBody>
      </DetailDrawer>
    </section>
  )
}

const report = (mode: Mode) => ({
  total: 3,
  accepted: 2,
  refused: 1,
  isCommitted: mode !== 'dry-run',
  findings: [
    {
      sheet: '',
      row: 2,
      code: '0002',
      field: '名称',
      problem: 'field_missing',
      isRefusal: true,
      zh: '必填项“名称”为空',
      en: '“Name” is required and empty',
    },
  ],
  omitted: 0,
  returned: { headings: ['编号', '名称'], rows: [{ row: 2, cells: ['0002', ''] }] },
})

const sampleKind: ImportKind = {
  key: 'style',
  fileTypes: ['.csv', '.xlsx'],
  table: {
    columns: [
      { name: 'number', zh: '编号', en: 'Number', also: [], isRequired: true },
      { name: 'name', zh: '名称', en: 'Name', also: [], isRequired: true },
    ],
    others: { zh: '保留', en: 'Kept' },
    inspect: async (file) => ({
      sheets: [
        {
          name: file.name,
          headings: ['编号', '名称', '颜色'],
          samples: [
            ['0001', '路灯', '白'],
            ['0002', '', '黑'],
          ],
          rows: 3,
        },
      ],
    }),
  },
  send: async ({ mode }) => report(mode),
  done: (n) => ({ zh: `导入完成，${n} 行已入库。`, en: `Done; ${n} rows are in.` }),
}

/** The wizard with a kind of its own that answers by itself: any CSV file takes it through its steps. */
export function ImportPart() {
  const w = useWords(words)
  return (
    <section className="panel style-form">
      <h2>{w.wizard}</h2>
      <ImportWizard kind={sampleKind} />
    </section>
  )
}
