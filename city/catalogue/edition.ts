import { catalogueProblems } from './problems.ts'

/** Components stand in the city; matters happen in it (事项, called 事件 before 2026). */
export type Kind = 'component' | 'matter'

/** What is fixed about an edition. Minor codes from `extensionFrom` on are free for a district's own categories. */
type EditionRow = {
  readonly standard: string
  readonly name: string
  readonly minorDigits: 2 | 3
  readonly inForceFrom: string
  readonly replacedFrom: string | null
  readonly extensionFrom: number
}

/**
 * The editions side by side [standards §0, §1.1]. Two-digit extensions count down from 99 and a real city has reached 78 [S7];
 * three-digit ones count down from 999, 080–999 being kept for them [S10, 推]. First days of 2013 and 2007 are only years [M].
 */
export const editions = {
  '2026': {
    standard: 'GB/T 47678.5-2026',
    name: '城市运行管理服务平台 第5部分：管理部件和事项',
    minorDigits: 3,
    inForceFrom: '2026-07-01',
    replacedFrom: null,
    extensionFrom: 80,
  },
  '2013': {
    standard: 'GB/T 30428.2-2013',
    name: '数字化城市管理信息系统 第2部分：管理部件和事件',
    minorDigits: 2,
    inForceFrom: '2014-01-01',
    replacedFrom: '2026-07-01',
    extensionFrom: 78,
  },
  '2007': {
    standard: 'CJ/T 214-2007',
    name: '城市市政综合监管信息系统 管理部件和事件分类、编码及数据要求',
    minorDigits: 2,
    inForceFrom: '2007-01-01',
    replacedFrom: '2014-01-01',
    extensionFrom: 78,
  },
} as const satisfies Record<string, EditionRow>

export type EditionId = keyof typeof editions

export const editionIds = Object.keys(editions) as [EditionId, ...EditionId[]]

/** The edition meant by '2026' or 'GB/T 47678.5-2026' (blanks do not matter). Throws edition_unknown. */
export function editionOf(text: string, field?: string): EditionId {
  const bare = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const found = editionIds.find((id) => id === bare || editions[id].standard.replace(/\s/g, '') === bare)
  if (!found) throw catalogueProblems.edition_unknown({ edition: text.slice(0, 60) }, field)
  return found
}
