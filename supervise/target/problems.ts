import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with the register of plan targets. */
export const targetProblems = defineProblems({
  target_not_found: { status: 404, zh: () => '没有这项指标', en: () => 'There is no such indicator' },
  target_name_taken: {
    status: 409,
    zh: (p: { name: string }) => `已有同名指标“${p.name}”，请在那一项里增加目标`,
    en: (p: { name: string }) => `There is an indicator “${p.name}” already; add the target to it`,
  },
  target_changed_meanwhile: {
    status: 409,
    zh: () => '这项指标刚被别人改过，请核对后再改',
    en: () => 'Somebody has just changed this indicator; check it and try again',
  },
  target_version_unknown: { status: 404, zh: () => '没有这个版本', en: () => 'There is no such version' },
  target_owner_unknown: {
    status: 422,
    zh: (p: { unit: string }) => `没有单位“${p.unit}”`,
    en: (p: { unit: string }) => `There is no unit “${p.unit}”`,
  },
  actual_not_found: {
    status: 404,
    zh: () => '没有这条实际值，或已撤回',
    en: () => 'There is no such actual value, or it was withdrawn',
  },
  actual_value_needed: {
    status: 422,
    zh: () => '请填实际值（数字）',
    en: () => 'Enter the actual value, a number',
  },
  actual_state_needed: {
    status: 422,
    zh: () => '请写明目前状态，并选择是否已达到',
    en: () => 'Describe the state, and say whether it is reached',
  },
  target_column_missing: {
    status: 422,
    zh: (p: { columns: string }) => `表头缺少：${p.columns}`,
    en: (p: { columns: string }) => `Columns are missing: ${p.columns}`,
  },
  target_cell_unreadable: {
    status: 422,
    zh: (p: { column: string; text: string }) => `“${p.column}”列的“${p.text}”无法识别`,
    en: (p: { column: string; text: string }) => `“${p.text}” in the column “${p.column}” cannot be read`,
  },
  target_rows_differ: {
    status: 422,
    zh: (p: { column: string }) => `同一指标各行的“${p.column}”不一致`,
    en: (p: { column: string }) => `The rows of one indicator differ in “${p.column}”`,
  },
})
