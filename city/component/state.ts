/** The state of a component: 完好 破损 丢失 废弃 移除 [standards §1.3, S1]. */
export type ComponentState = 'intact' | 'damaged' | 'lost' | 'disused' | 'removed'

export const componentStates: readonly ComponentState[] = ['intact', 'damaged', 'lost', 'disused', 'removed']

export const stateZh: Readonly<Record<ComponentState, string>> = {
  intact: '完好',
  damaged: '破损',
  lost: '丢失',
  disused: '废弃',
  removed: '移除',
}

const byWord = new Map<string, ComponentState>(
  componentStates.flatMap((state) => [
    [state, state],
    [stateZh[state], state],
  ]),
)

/** The state meant by a standard word or our own. */
export const stateOf = (word: string): ComponentState | undefined => byWord.get(word.trim())

/**
 * What a component may become, each with the reason shown on the button. A removed one becomes nothing: its code is spent, and
 * what is put in its place is a new component [standards §1.1, M].
 */
export const mayBecome: Readonly<Record<ComponentState, Partial<Record<ComponentState, string>>>> = {
  intact: {
    damaged: '巡查或养护发现破损',
    lost: '巡查发现丢失',
    disused: '权属单位报废停用',
    removed: '经主管部门同意移除',
  },
  damaged: { intact: '修复并核查', lost: '巡查发现丢失', disused: '权属单位报废停用', removed: '经主管部门同意移除' },
  lost: { intact: '补装并核查', disused: '权属单位报废停用', removed: '确认不再补装' },
  disused: { intact: '重新启用并核查', removed: '经主管部门同意移除' },
  removed: {},
}
