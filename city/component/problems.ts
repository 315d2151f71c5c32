import { defineProblems } from '#kernel/problem.ts'

type Code = { code: string }
type Faulty = { code: string; zh: string; en: string }

/** What may be wrong with a component. */
export const componentProblems = defineProblems({
  component_not_found: {
    status: 404,
    zh: (p: Code) => `没有部件 ${p.code}`,
    en: (p: Code) => `There is no component ${p.code}`,
  },
  component_code_invalid: {
    status: 422,
    zh: (p: Faulty) => `部件标识码 ${p.code} 有误：${p.zh}`,
    en: (p: Faulty) => `Component code ${p.code} is not valid: ${p.en}`,
  },
  component_kind_invalid: {
    status: 422,
    zh: (p: { kind: string }) => `部件小类 ${p.kind} 有误：应为 5 位（2026 版）或 4 位（2013 版）`,
    en: (p: { kind: string }) => `Component kind ${p.kind} is not valid: 5 digits (2026) or 4 (2013)`,
  },
  component_kind_unknown: {
    status: 422,
    zh: (p: { kind: string }) => `分类目录中没有部件小类 ${p.kind}`,
    en: (p: { kind: string }) => `The catalogue has no component kind ${p.kind}`,
  },
  component_code_repeated: {
    status: 422,
    zh: (p: Code & { row: number }) => `标识码 ${p.code} 与第 ${p.row} 行重复`,
    en: (p: Code & { row: number }) => `Code ${p.code} repeats row ${p.row}`,
  },
  component_code_known: {
    status: 409,
    zh: (p: Code) => `标识码 ${p.code} 已登记；标识码不重用`,
    en: (p: Code) => `Code ${p.code} is registered; codes are never used twice`,
  },
  component_codes_spent: {
    status: 409,
    zh: (p: { kind: string }) => `小类 ${p.kind} 的 999999 个顺序码已用尽`,
    en: (p: { kind: string }) => `Kind ${p.kind} has used all its 999999 numbers`,
  },
  component_county_missing: {
    status: 409,
    zh: () => '本区没有设置 6 位行政区划代码，不能生成标识码',
    en: () => 'The district has no 6-digit division code, so no code can be made',
  },
  component_removed: {
    status: 409,
    zh: (p: Code) => `部件 ${p.code} 已移除，不能再改`,
    en: (p: Code) => `Component ${p.code} is removed and cannot be changed`,
  },
  component_changed_meanwhile: {
    status: 409,
    zh: (p: { seen: number; now: number }) =>
      `此部件在您打开后已被他人修改（您看到第 ${p.seen} 版，现为第 ${p.now} 版），请看过新内容再改`,
    en: (p: { seen: number; now: number }) =>
      `Somebody changed this component since you opened it (revision ${p.seen}, now ${p.now}); look again before changing it`,
  },
  component_nothing_to_undo: {
    status: 409,
    zh: () => '最近一次不是变更（登记、导入或网格调整），没有可撤销的内容',
    en: () => 'The latest entry is no change of its own (registered, imported or regridded); there is nothing to undo',
  },
  component_change_empty: {
    status: 422,
    zh: () => '没有改动任何内容',
    en: () => 'Nothing has been changed',
  },
  component_kind_differs: {
    status: 422,
    zh: (p: { kind: string }) => `此部件属于小类 ${p.kind}，不是所选小类`,
    en: (p: { kind: string }) => `This component is of kind ${p.kind}, not of the kind chosen`,
  },
  component_bulk_empty: {
    status: 409,
    zh: () => '所选部件没有一个可以这样改，请看预演中的原因',
    en: () => 'None of the chosen components can be changed this way; see the reasons in the preview',
  },
  component_bulk_not_found: {
    status: 404,
    zh: () => '没有这次批量改属性',
    en: () => 'There is no such change of many components',
  },
  component_bulk_undone: { status: 409, zh: () => '这次批量改属性已经撤销过', en: () => 'It was taken back already' },
  component_bulk_overtaken: {
    status: 409,
    zh: () => '这些部件之后都另有改动，不能整批撤销，请逐个更正',
    en: () => 'All of these components were changed since; correct them one by one',
  },
  component_state_refused: {
    status: 409,
    zh: (p: { from: string; to: string }) => `部件现为“${p.from}”，不能改为“${p.to}”`,
    en: (p: { from: string; to: string }) => `The component is “${p.from}” and cannot become “${p.to}”`,
  },
  component_state_unknown: {
    status: 422,
    zh: (p: { state: string }) => `状态“${p.state}”不是 完好、破损、丢失、废弃、移除 之一`,
    en: (p: { state: string }) => `The state “${p.state}” is none of intact, damaged, lost, disused, removed`,
  },
  component_field_missing: {
    status: 422,
    zh: (p: { field: string }) => `必填字段“${p.field}”为空`,
    en: (p: { field: string }) => `The required field “${p.field}” is empty`,
  },
  component_field_too_long: {
    status: 422,
    zh: (p: { field: string; longest: number }) => `“${p.field}”超过 ${p.longest} 个字符`,
    en: (p: { field: string; longest: number }) => `“${p.field}” is longer than ${p.longest} characters`,
  },
  component_date_invalid: {
    status: 422,
    zh: (p: { field: string; text: string }) => `“${p.field}”的日期“${p.text}”有误，应为 YYYYMMDD`,
    en: (p: { field: string; text: string }) => `The date “${p.text}” of “${p.field}” is not valid; write YYYYMMDD`,
  },
  component_dates_reversed: {
    status: 422,
    zh: () => '变更日期早于初始日期',
    en: () => 'The date of change is before the first date',
  },
  component_accuracy_unknown: {
    status: 422,
    zh: (p: { text: string }) => `定位精度“${p.text}”不是 A、B、C 之一`,
    en: (p: { text: string }) => `The accuracy “${p.text}” is none of A, B, C`,
  },
  component_cell_differs: {
    status: 422,
    zh: (p: { given: string; found: string }) => `文件写的单元网格 ${p.given} 与点位所在的 ${p.found} 不同，按点位登记`,
    en: (p: { given: string; found: string }) =>
      `The file says cell ${p.given}, the point lies in ${p.found}; the point decides`,
  },
  component_attribute_invalid: {
    status: 422,
    zh: (p: { zh: string; en: string; text: string }) => `属性“${p.zh}”的值“${p.text}”不符合该类部件的要求`,
    en: (p: { zh: string; en: string; text: string }) => `“${p.text}” is no value for the attribute “${p.en}”`,
  },
  component_columns_missing: {
    status: 422,
    zh: (p: { columns: string }) => `缺少列：${p.columns}`,
    en: (p: { columns: string }) => `Columns are missing: ${p.columns}`,
  },
  component_text_undecodable: {
    status: 422,
    zh: () => '本行含有无法识别的字符（文件既不是 UTF-8 也不是 GBK/GB18030）',
    en: () => 'The row holds characters that cannot be read (the file is neither UTF-8 nor GBK/GB18030)',
  },
})
