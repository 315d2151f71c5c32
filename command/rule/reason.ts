import type { Choice, Decision } from './decide.ts'
import { variables } from './variables.ts'

export type Words = { readonly zh: string; readonly en: string }

/** Why a unit is proposed: the rule or the line of the duty table, on whose authority, and by which values. */
export function reasonOf({ rule, duty: line }: Choice, values: Decision['values'] = []): Words {
  if (!rule) return line ? tableWords(line) : { zh: '', en: '' }
  const read = (lang: 'zh' | 'en') =>
    values.map(({ name, value }) => `${variables[name][lang]}=${value === '' ? '—' : value}`)
  const zh = [`依据 ${rule.authority || '未注明'}`, ...read('zh'), ...(line ? [tableWords(line).zh] : [])]
  const en = [`authority: ${rule.authority || 'none given'}`, ...read('en'), ...(line ? [tableWords(line).en] : [])]
  return {
    zh: `规则“${rule.title || rule.id}”（${zh.join('；')}）`,
    en: `Rule “${rule.title || rule.id}” (${en.join('; ')})`,
  }
}

const tableWords = ({ category, areaCode, basis }: { category: string; areaCode: string; basis: string }): Words => ({
  zh: `职责表：类别 ${category || '全部'}、区域 ${areaCode || '全区'}（${basis}）`,
  en: `Duty table: category ${category || 'any'}, area ${areaCode || 'whole district'} (${basis})`,
})

/** Why the runner-up was not chosen. */
export function whyNot(runnerUp: Choice, chosen: Choice): Words {
  const winner = chosen.rule ? chosen.rule.title || chosen.rule.id : ''
  if (runnerUp.rule)
    return { zh: `规则也符合，但排在“${winner}”之后`, en: `Its rule holds too, but stands after “${winner}”` }
  if (chosen.rule)
    return { zh: `职责表指向它，但规则“${winner}”优先`, en: `The duty table names it, but rule “${winner}” goes first` }
  return { zh: '职责表中它的区域或类别较宽', en: 'In the duty table its area or category is wider' }
}
