/** Where a shortcut acts: everywhere, while a list row has the focus, beside an open case, or inside a form. */
export const places = {
  everywhere: { zh: '所有页面', en: 'Everywhere' },
  list: { zh: '列表（焦点在某一行时）', en: 'Lists (while a row has the focus)' },
  case: { zh: '打开的案件', en: 'An open case' },
  form: { zh: '表单', en: 'Forms' },
  call: { zh: '登记诉求（接电话时）', en: 'Registering a call' },
} as const
export type Place = keyof typeof places

type Shortcut = {
  readonly zh: string
  readonly en: string
  readonly place: Place
  /** The key as `KeyboardEvent.code`, behind `Ctrl+` where that is held. */
  readonly key: string
  /** A function key that does the same, for seats trained on those. */
  readonly twin?: string
  /** Belongs to a pattern that people know everywhere and is not remapped. */
  readonly isFixed?: true
}

const step = (n: number, twin?: string): Shortcut => ({
  zh: `打开第 ${n} 个可办步骤`,
  en: `Open step ${n}`,
  place: 'case',
  key: `Digit${n}`,
  ...(twin ? { twin } : {}),
})

/** Every shortcut of the console that can be seen and, unless fixed, remapped. */
export const actions = {
  sheet: {
    zh: '本页帮助与快捷键一览',
    en: 'Help of the page and all shortcuts',
    place: 'everywhere',
    key: 'Shift+Slash',
    twin: 'F1',
  },
  search: { zh: '到查询框', en: 'To the search box', place: 'everywhere', key: 'Ctrl+KeyK', isFixed: true },
  undo: { zh: '撤销刚才一步（10 秒内）', en: 'Undo the last step (for 10 s)', place: 'everywhere', key: 'KeyU' },
  next: { zh: '下一行，也可用 ↓', en: 'Next row, or ↓', place: 'list', key: 'KeyJ' },
  previous: { zh: '上一行，也可用 ↑', en: 'Previous row, or ↑', place: 'list', key: 'KeyK' },
  open: { zh: '打开', en: 'Open', place: 'list', key: 'Enter', isFixed: true },
  acknowledge: { zh: '确认知晓所选报警', en: 'Acknowledge the chosen alarms', place: 'list', key: 'KeyA' },
  pick: { zh: '选择这一条报警', en: 'Choose this alarm', place: 'list', key: 'KeyX' },
  step1: step(1, 'F2'),
  step2: step(2, 'F4'),
  step3: step(3),
  step4: step(4),
  step5: step(5),
  step6: step(6),
  step7: step(7),
  step8: step(8),
  step9: step(9),
  submit: { zh: '提交表单', en: 'Send the form', place: 'form', key: 'Ctrl+Enter', twin: 'F9' },
  callPhone: { zh: '到来电号码', en: 'To the caller’s number', place: 'call', key: 'F2' },
  callWhat: { zh: '到问题描述', en: 'To the description', place: 'call', key: 'F4' },
  callCategory: { zh: '到类别', en: 'To the category', place: 'call', key: 'F6' },
  callWhere: { zh: '到地址', en: 'To the address', place: 'call', key: 'F7' },
  callSame: { zh: '与最像的案件并案 / 取消', en: 'Merge with the likeliest, or not', place: 'call', key: 'F8' },
  leave: { zh: '离开表单、关闭面板', en: 'Leave a form, close a panel', place: 'form', key: 'Escape', isFixed: true },
} as const satisfies Record<string, Shortcut>

export type ActionId = keyof typeof actions
export const actionIds = Object.keys(actions) as ActionId[]

export const actionOf = (id: ActionId): Shortcut => actions[id]
