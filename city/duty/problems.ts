import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with the duty table and with shifts. */
export const dutyProblems = defineProblems({
  duty_not_found: { status: 404, zh: () => '没有这条职责', en: () => 'There is no such duty' },
  duty_unit_unknown: {
    status: 422,
    zh: (p: { unit: string }) => `没有单位“${p.unit}”，或已撤销`,
    en: (p: { unit: string }) => `There is no unit “${p.unit}”, or it is retired`,
  },
  duty_category_unknown: {
    status: 422,
    zh: (p: { category: string }) => `现行标准没有以 ${p.category} 开头的类别`,
    en: (p: { category: string }) => `No category of the edition in force begins with ${p.category}`,
  },
  duty_area_unknown: {
    status: 422,
    zh: (p: { area: string }) => `本区没有以 ${p.area} 开头的街道、社区或网格`,
    en: (p: { area: string }) => `No street, community or cell of the district begins with ${p.area}`,
  },
  duty_dates: {
    status: 422,
    zh: () => '终止日须在起始日之后，且都不能早于今天',
    en: () => 'It ends after it begins, and neither lies before today',
  },
  duty_exists: { status: 409, zh: () => '已有相同的职责', en: () => 'The same duty stands already' },
  duty_ended: { status: 409, zh: () => '这条职责已经终止', en: () => 'The duty has ended already' },
  duty_column_missing: {
    status: 422,
    zh: (p: { columns: string }) => `表头缺少：${p.columns}`,
    en: (p: { columns: string }) => `Columns are missing: ${p.columns}`,
  },
  duty_cell_unreadable: {
    status: 422,
    zh: (p: { column: string; text: string }) => `“${p.column}”读不懂：${p.text || '（空）'}`,
    en: (p: { column: string; text: string }) => `“${p.column}” cannot be read: ${p.text || '(empty)'}`,
  },
  shift_overlaps: {
    status: 409,
    zh: (p: { name: string }) => `${p.name}在这段时间已有班次`,
    en: (p: { name: string }) => `${p.name} is on duty then already`,
  },
  shift_times: {
    status: 422,
    zh: () => '下班须在上班之后，一班不超过 24 小时',
    en: () => 'A shift ends after it begins and lasts no longer than 24 hours',
  },
  shift_not_found: { status: 404, zh: () => '没有这个班次', en: () => 'There is no such shift' },
  shift_over: {
    status: 409,
    zh: () => '班次已经开始，不能取消',
    en: () => 'The shift has begun and cannot be cancelled',
  },
  shift_person_unknown: {
    status: 422,
    zh: () => '没有这个人，或已停用',
    en: () => 'There is no such person, or they are disabled',
  },
})
