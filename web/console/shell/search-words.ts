import type { FoundKind } from '#city/search/contract.ts'
import { defineWords } from '#web/kit/language.ts'

export const searchWords = defineWords({
  search: { zh: '全局搜索', en: 'Search everything' },
  hint: { zh: '案号、部件码、路名、人员、拼音首字母', en: 'Case, component, road, person, pinyin' },
  finds: { zh: '搜索结果', en: 'Finds' },
  recent: { zh: '最近搜索', en: 'Recent' },
  forget: { zh: '清除', en: 'Clear' },
  none: { zh: (text: string) => `没有找到“${text}”`, en: (text: string) => `Nothing found for “${text}”` },
  noneHint: {
    zh: '可试案件编号的前几位、路名加门牌、或拼音首字母',
    en: 'Try the first digits of a number, a road with a door, or pinyin initials',
  },
  searching: { zh: '正在查找……', en: 'Searching…' },
  onMap: { zh: '在地图上看', en: 'On the map' },
  onMapOf: { zh: (title: string) => `在地图上看 ${title}`, en: (title: string) => `${title} on the map` },
  more: { zh: '还有更多，请输得更具体些', en: 'There are more; type more of it' },
  keys: {
    zh: '↑ ↓ 选择　Enter 打开　Shift+Enter 在地图上看　Esc 收起',
    en: '↑ ↓ choose · Enter open · Shift+Enter map · Esc close',
  },
  said: { zh: (count: number) => `找到 ${count} 项`, en: (count: number) => `${count} found` },
})

export const kindWords = defineWords({
  case: { zh: '案件', en: 'Cases' },
  component: { zh: '部件', en: 'Components' },
  place: { zh: '地点', en: 'Places' },
  person: { zh: '人员', en: 'People' },
  unit: { zh: '单位', en: 'Units' },
  category: { zh: '小类', en: 'Categories' },
} satisfies Record<FoundKind, { zh: string; en: string }>)
