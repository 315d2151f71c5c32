import { stageNames } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { type Campaign, listMembers } from './store.ts'

const MOST = 50_000

const columns = [
  { title: '案件编号', width: 20 },
  { title: '类别', width: 18 },
  { title: '责任单位', width: 22 },
  { title: '阶段', width: 10 },
  { title: '地点', width: 30 },
  { title: '上报时间', width: 18 },
  { title: '截止时间', width: 18 },
  { title: '手工列入', width: 10 },
]

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** The cases of a campaign that the actor may see, as a workbook. */
export async function workbookOf(db: Db, actor: Actor, campaign: Campaign): Promise<Uint8Array> {
  const members = await listMembers(db, actor, campaign, undefined, MOST)
  const rows = members.map((member) => [
    member.number,
    member.category,
    member.unit,
    stageNames[member.stage as keyof typeof stageNames] ?? member.stage,
    member.place,
    wall.format(member.reportedAt),
    member.dueAt ? wall.format(member.dueAt) : '',
    member.byHand ? '是' : '',
  ])
  return writeWorkbook([{ name: '专项整治案件', columns, rows }])
}
