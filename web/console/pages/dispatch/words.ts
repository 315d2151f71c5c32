import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '派遣台', en: 'Dispatch desk' },
  keys: {
    zh: 'J / K 上下，Enter 打开；1 打开派遣，Enter 派给推荐单位',
    en: 'J / K move, Enter opens; 1 opens the dispatch, Enter sends to the proposed unit',
  },
  lists: { zh: '队列', en: 'Queues' },
  count: { zh: (name: string, n: number) => `${name} ${n}`, en: (name: string, n: number) => `${name} ${n}` },
  strip: { zh: (n: number) => `两个工作小时内到期 ${n} 件`, en: (n: number) => `${n} due within two working hours` },
  stripName: { zh: '临近时限', en: 'Near their deadline' },
  more: { zh: (n: number) => `另有 ${n} 件`, en: (n: number) => `${n} more` },
  stripNone: { zh: '没有临近时限的案件', en: 'Nothing is near its deadline' },
  left: { zh: (n: number) => `剩 ${n} 工作分`, en: (n: number) => `${n} working min` },
  map: { zh: '队列中的案件在地图上', en: 'The queue on the map' },
  lasso: { zh: '圈选', en: 'Lasso' },
  lassoHint: {
    zh: '在地图上逐点画圈（至少三点），圈内案件在列表中选中',
    en: 'Set corners on the map, three at least; the cases inside are chosen in the list',
  },
  lassoTake: { zh: (n: number) => `选中圈内 ${n} 件`, en: (n: number) => `Choose the ${n} inside` },
  lassoLeave: { zh: '取消圈选', en: 'Leave' },
  choose: { zh: '在列表或地图上选一件', en: 'Choose a case in the list or on the map' },
  chooseHint: {
    zh: '多选（X 或圈选）后可批量派遣、改派、审批，办理前先预演。',
    en: 'With several chosen (X, or the lasso) dispatch, send anew or decide at once, rehearsed first.',
  },
  empty: { zh: '这个队列是空的', en: 'This queue is empty' },
  steps: { zh: '办理', en: 'Act' },
  returns: { zh: '回退经过', en: 'How it came back' },
  returned: { zh: (unit: string) => `${unit} 回退`, en: (unit: string) => `Returned by ${unit}` },
  under: { zh: '当时按', en: 'It had been sent by' },
  ruled: { zh: '裁决', en: 'Decided' },
  whole: { zh: '打开全案', en: 'The whole case' },
  noPoint: {
    zh: (n: number) => `${n} 件没有点位，只在列表中`,
    en: (n: number) => `${n} without a point, in the list alone`,
  },
})
