import assert from 'node:assert/strict'
import { readCsv } from '#kernel/tabular/csv.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { filed, inHand } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const linesOf = async (s: Story, who: Parameters<Story['get']>[0], query: string) => {
  const { status, body } = await s.get(who, `/api/cases/export?${query}`)
  assert.equal(status, 200)
  return readCsv(new TextEncoder().encode(String(body))).rows.slice(1)
}

story('shouli takes her list away as a file, with the columns she sees or with all', async (s) => {
  const at = await inHand(s)
  await filed(s)
  const { body } = await s.get('shouli', at)
  const all = await linesOf(s, 'shouli', 'list=open')
  assert.equal(all.length, 2)
  assert.ok(all.some((row) => row.includes(body.number)))
  const seen = await s.get('shouli', '/api/cases/export?list=open&columns=stage,number&stage=handling,dispatched')
  assert.equal(String(seen.body), `\ufeff阶段,案件编号\r\n处置中,${body.number}\r\n`)
  assert.equal(seen.headers['content-disposition'], 'attachment; filename="cases.csv"')
})

story('shouli takes it away as a workbook, which says what it is, whose and of when', async (s) => {
  await filed(s)
  await filed(s)
  const { status, headers, bytes } = await s.get(
    'shouli',
    '/api/cases/export?list=open&format=xlsx&columns=number,stage',
  )
  assert.equal(status, 200)
  assert.equal(headers['content-disposition'], 'attachment; filename="cases.xlsx"')
  const [sheet] = await readWorkbook(bytes!)
  const [title, about, headings, ...rows] = sheet!.rows.map((row) => row.filter(Boolean))
  assert.deepEqual([title, headings], [['案件列表'], ['案件编号', '阶段']])
  assert.match(about?.[0] ?? '', /^共 2 件　.+ 于 2026-\d\d-\d\d \d\d:\d\d 导出$/)
  assert.deepEqual(
    rows.map(([, stage]) => stage),
    ['待派遣', '待派遣'],
  )
})

story('nobody takes away more than the list shows them', async (s) => {
  await inHand(s)
  await filed(s)
  assert.equal((await linesOf(s, 'luzheng', 'columns=number')).length, 1, 'his own unit’s')
  assert.equal((await s.get('wairen', '/api/cases/export')).status, 403)
  assert.equal((await s.get('nobody', '/api/cases/export')).status, 401)
})

story('a column or a filter that does not exist is refused by name', async (s) => {
  for (const query of ['columns=number,phone', 'cursor=x', 'page=2'])
    assert.equal((await s.get('shouli', `/api/cases/export?${query}`)).status, 400, query)
})
