import { AmendInput, RegisterInput } from '#city/component/contract.ts'
import type { WordsOf } from '#web/kit/schema-form/words.ts'
import { sourceNames } from '../../components/words.ts'

/** What every component has besides its kind and place. */
export const Facts = AmendInput.pick({
  name: true,
  address: true,
  managerName: true,
  ownerName: true,
  maintainerName: true,
  accuracy: true,
  dataSource: true,
  note: true,
})

const accuracyOf = (metres: string, letter: string) => ({
  zh: `${letter} 类（±${metres} 米）`,
  en: `${letter} (±${metres} m)`,
})

export const factWords: WordsOf<typeof Facts> = {
  name: { zh: '名称', en: 'Name' },
  address: { zh: '地址', en: 'Address' },
  managerName: { zh: '主管部门', en: 'Responsible department' },
  ownerName: { zh: '权属单位', en: 'Owner' },
  maintainerName: { zh: '养护单位', en: 'Maintainer' },
  accuracy: {
    zh: '定位精度',
    en: 'Accuracy',
    choices: { A: accuracyOf('0.5', 'A'), B: accuracyOf('1', 'B'), C: accuracyOf('10', 'C') },
  },
  dataSource: { zh: '数据来源', en: 'Source of data', choices: sourceNames },
  note: { zh: '备注', en: 'Note' },
}

const { dataSource: _, ...shared } = factWords

/** The same of a new component, whose source is its being registered here. */
export const NewFacts = RegisterInput.pick({
  name: true,
  address: true,
  managerName: true,
  ownerName: true,
  maintainerName: true,
  accuracy: true,
  note: true,
})

export const newFactWords: WordsOf<typeof NewFacts> = shared

export const Reason = AmendInput.pick({ reason: true })

export const reasonWords: WordsOf<typeof Reason> = {
  reason: {
    zh: '变更原因',
    en: 'Reason',
    hint: { zh: '记入部件历史，如“复测后移位”', en: 'Kept in its history' },
  },
}
