import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import type { UrgeFilter } from './store.ts'
import { listUrgeItems } from './view.ts'

const MOST = 20_000
const PAGE = 200

const types = { overdue: '超时督办', leader: '领导督办', important: '重点督办' } as const
const states = { open: '待答复', answered: '待审核', accepted: '待归档', archived: '已归档' } as const
const heading = [
  '编号',
  '类型',
  '批示人',
  '要求',
  '单位',
  '下达人',
  '下达时间',
  '状态',
  '退回次数',
  '案件数',
  '按时答复',
]

/** Orders of a filter as a table, the newest first; the same scope and order as the list. */
export async function urgesCsv(db: Db, actor: Actor, filter: Omit<UrgeFilter, 'limit' | 'cursor'>, now: Date) {
  const rows: string[][] = [heading]
  let cursor: string | undefined
  do {
    const { items, next } = await listUrgeItems(db, actor, { ...filter, cursor, limit: PAGE }, now)
    for (const each of items)
      rows.push([
        ...[each.title, types[each.type], each.instructedBy, each.text, each.unitName, each.issuedByName],
        ...[each.issuedAt.toISOString(), states[each.state], String(each.sentBack), String(each.cases)],
        each.inTime === null ? '' : each.inTime ? '是' : '否',
      ])
    cursor = next ?? undefined
  } while (cursor !== undefined && rows.length <= MOST)
  return writeCsv(rows)
}
