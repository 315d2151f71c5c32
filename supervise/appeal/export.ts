import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { type AppealFilter, type AppealRow, listAppealRows } from './store.ts'

const MOST = 20_000

const columns = [
  { title: '案件编号', width: 20 },
  { title: '类别', width: 18 },
  { title: '地点', width: 30 },
  { title: '申诉单位', width: 22 },
  { title: '申诉人', width: 12 },
  { title: '申诉时间', width: 18 },
  { title: '申诉理由', width: 40 },
  { title: '附件数', width: 8 },
  { title: '初审人', width: 12 },
  { title: '裁定', width: 10 },
  { title: '裁定人', width: 12 },
  { title: '裁定时间', width: 18 },
  { title: '裁定理由', width: 40 },
  { title: '对评分的影响', width: 26 },
]

/** Appeals of a filter as a workbook, in the scope and order of the list. */
export async function appealsWorkbook(
  db: Db,
  actor: Actor,
  filter: AppealFilter,
  timeZone: string,
): Promise<Uint8Array> {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const { items } = await listAppealRows(db, actor, filter, { limit: MOST })
  const rows = items.map((row) => [
    ...[row.number, row.categoryName, row.placeText, row.unitName, row.askedBy, wall.format(row.askedAt)],
    ...[row.reason, row.files, row.endorsed?.byName ?? '', ...decisionOf(row, wall)],
  ])
  return writeWorkbook([{ name: '申诉裁定', columns, rows }])
}

function decisionOf({ decided }: AppealRow, wall: Intl.DateTimeFormat): string[] {
  if (!decided) return ['待裁定', '', '', '', '暂按超时计']
  const { upheld, byName, at, reason } = decided
  const effect = upheld ? '考核免计超时，超时事实保留' : '照计超时'
  return [upheld ? '成立' : '不成立', byName, wall.format(new Date(at)), reason, effect]
}
