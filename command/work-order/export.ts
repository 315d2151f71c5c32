import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { stateWords } from './steps.ts'
import { listOrderRows, type Wanted } from './store.ts'

/** As many as a sheet is still opened with. */
const most = 50_000

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const said = (at: Date | null): string => (at ? wall.format(at) : '')

export const orderColumns = [
  { title: '工单编号', width: 18 },
  { title: '作业', width: 18 },
  { title: '状态', width: 10 },
  { title: '部件数', width: 8 },
  { title: '部件', width: 36 },
  { title: '承办单位', width: 22 },
  { title: '签认', width: 8 },
  { title: '退回次数', width: 8 },
  { title: '开单时间', width: 18 },
  { title: '截止时间', width: 18 },
  { title: '完工时间', width: 18 },
  { title: '验收时间', width: 18 },
  { title: '超时', width: 6 },
]

/** The orders somebody sees as rows of a table. */
export async function orderTable(db: Db, actor: Actor, wanted: Wanted, now: Date): Promise<string[][]> {
  const rows = await listOrderRows(db, actor, wanted, { now, after: undefined, limit: most })
  return rows.map((row) => [
    row.number,
    row.title.zh,
    stateWords[row.state].zh,
    String(row.codes.length),
    row.about ?? '',
    [row.unitName, row.personName].filter(Boolean).join(' '),
    `${row.signed}/${row.points}`,
    String(row.sentBack),
    said(row.plannedAt),
    said(row.dueAt),
    said(row.doneAt),
    said(row.acceptedAt),
    row.isLate ? '是' : '',
  ])
}
