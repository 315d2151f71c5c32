import type { DueState } from './due.ts'
import type { StandingDue } from './standing.ts'

export const stateWords: Readonly<Record<DueState, string>> = {
  overdue: '逾期',
  due: '到期',
  done: '已检',
  later: '未开始',
}

export const itemColumns = [
  { title: '部件标识码', width: 20 },
  { title: '部件名称', width: 16 },
  { title: '地址', width: 36 },
  { title: '状态', width: 8 },
  { title: '应检日', width: 12 },
  { title: '上次巡检', width: 18 },
  { title: '巡检人', width: 12 },
  { title: '上次结果', width: 10 },
  { title: '已领', width: 12 },
]

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

export const itemRows = (items: readonly StandingDue[]): string[][] =>
  items.map((one) => [
    one.code,
    one.name,
    one.address ?? '',
    stateWords[one.state],
    one.dueOn,
    one.lastAt ? wall.format(one.lastAt) : '',
    one.lastBy ?? '',
    one.lastOutcome === 'fault' ? '有问题' : one.lastOutcome ? '正常' : '',
    one.claimedBy ?? '',
  ])
