/** A rule's condition may read these and nothing else; each has one type, so that a wrong comparison is found before it runs. */
export const variables = {
  kind: { type: 'string', zh: '部件或事项', en: 'component or matter', of: 'kind' },
  category: { type: 'string', zh: '小类编码', en: 'category code', of: 'category' },
  categoryName: { type: 'string', zh: '小类名称', en: 'category name', of: 'text' },
  source: { type: 'string', zh: '来源', en: 'source', of: 'source' },
  urgency: { type: 'string', zh: '紧急程度', en: 'urgency', of: 'urgency' },
  street: { type: 'string', zh: '街道编码', en: 'street code', of: 'street' },
  community: { type: 'string', zh: '社区编码', en: 'community code', of: 'community' },
  cell: { type: 'string', zh: '单元网格编码', en: 'cell code', of: 'text' },
  componentOwner: { type: 'string', zh: '部件权属单位', en: 'unit that owns the component', of: 'unit' },
  lastUnit: { type: 'string', zh: '上一个责任单位', en: 'unit that had it last', of: 'unit' },
  hour: { type: 'int', zh: '几点（0–23）', en: 'hour (0–23)', of: 'number' },
  weekday: { type: 'int', zh: '星期（1–7）', en: 'weekday (1–7, Monday 1)', of: 'number' },
  isWorkTime: { type: 'bool', zh: '工作时间内', en: 'within working time', of: 'bool' },
  emergency: { type: 'bool', zh: '应急状态生效中', en: 'during an emergency', of: 'bool' },
  ageHours: { type: 'int', zh: '上报至今小时数', en: 'hours since the report', of: 'number' },
  returns: { type: 'int', zh: '已回退次数', en: 'returns so far', of: 'number' },
  reworks: { type: 'int', zh: '已返工次数', en: 'reworks so far', of: 'number' },
} as const satisfies Record<string, Variable>

/** What the values of a variable are, for completion and for finding values that do not exist. */
export type ValueKind =
  | 'kind'
  | 'category'
  | 'source'
  | 'urgency'
  | 'street'
  | 'community'
  | 'unit'
  | 'text'
  | 'number'
  | 'bool'

type Variable = {
  readonly type: 'string' | 'int' | 'bool'
  readonly zh: string
  readonly en: string
  readonly of: ValueKind
}

export type VariableName = keyof typeof variables

/** What is known of a case at the instant of a decision; whole numbers are big, as the language has them. */
export type Facts = {
  readonly [K in VariableName]: (typeof variables)[K]['type'] extends 'int'
    ? bigint
    : (typeof variables)[K]['type'] extends 'bool'
      ? boolean
      : string
}

export const isVariable = (name: string): name is VariableName => Object.hasOwn(variables, name)
