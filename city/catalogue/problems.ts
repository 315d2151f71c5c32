import { defineProblems } from '#kernel/problem.ts'

type Coded = { edition: string; kind: 'component' | 'matter'; code: string }

const kindZh = { component: '部件', matter: '事项' } as const

/** What may go wrong on purpose with editions, categories, conditions and their import. */
export const catalogueProblems = defineProblems({
  edition_unknown: {
    status: 422,
    zh: (p: { edition: string }) => `没有分类标准“${p.edition}”，可用的是 2026、2013、2007 版`,
    en: (p: { edition: string }) => `There is no edition “${p.edition}”; known are 2026, 2013 and 2007`,
  },
  category_code_malformed: {
    status: 422,
    zh: (p: { code: string; edition: string; digits: number }) =>
      `分类码“${p.code}”不合 ${p.edition} 版格式，应为 ${p.digits} 位数字`,
    en: (p: { code: string; edition: string; digits: number }) =>
      `The category code “${p.code}” does not fit edition ${p.edition}, which has ${p.digits} digits`,
  },
  category_not_in_edition: {
    status: 422,
    zh: (p: Coded) => `${p.edition} 版${kindZh[p.kind]}中没有小类 ${p.code}`,
    en: (p: Coded) => `Edition ${p.edition} has no ${p.kind} category ${p.code}`,
  },
  matter_code_malformed: {
    status: 422,
    zh: (p: { code: string }) => `事项代码“${p.code}”应为 11 位（2026 版）或 10 位数字：区划 6 位＋大类 2 位＋小类`,
    en: (p: { code: string }) =>
      `The matter code “${p.code}” must have 11 digits (edition 2026) or 10: division 6, class 2, then the number`,
  },
  standard_version_not_found: {
    status: 404,
    zh: () => '没有这一版立案结案标准',
    en: () => 'There is no such version of the filing standard',
  },
  standard_not_in_force: {
    status: 409,
    zh: (p: { edition: string; day: string }) => `本区在 ${p.day} 没有生效的 ${p.edition} 版立案结案标准，请先发布`,
    en: (p: { edition: string; day: string }) =>
      `The district has no filing standard of edition ${p.edition} in force on ${p.day}; publish one first`,
  },
  standard_not_draft: {
    status: 409,
    zh: (p: { name: string }) => `“${p.name}”已经发布，不能再改；请另建一版`,
    en: (p: { name: string }) => `“${p.name}” has been published and cannot change; make a new version`,
  },
  standard_empty: {
    status: 409,
    zh: (p: { name: string }) => `“${p.name}”没有立案条件，不能发布`,
    en: (p: { name: string }) => `“${p.name}” has no filing conditions and cannot be published`,
  },
  standard_dates_overlap: {
    status: 409,
    zh: (p: { from: string; other: string; otherFrom: string }) =>
      `生效日 ${p.from} 不晚于现行“${p.other}”的生效日 ${p.otherFrom}`,
    en: (p: { from: string; other: string; otherFrom: string }) =>
      `The day ${p.from} is not after ${p.otherFrom}, when “${p.other}” came into force`,
  },
  condition_not_found: {
    status: 404,
    zh: () => '没有这条立案条件',
    en: () => 'There is no such filing condition',
  },
  condition_not_published: {
    status: 409,
    zh: () => '这条立案条件所在的标准尚未发布',
    en: () => 'The standard holding this filing condition has not been published',
  },
  condition_of_other_category: {
    status: 422,
    zh: (p: Coded) => `这条立案条件不属于${kindZh[p.kind]}小类 ${p.code}`,
    en: (p: Coded) => `This filing condition is not one of ${p.kind} category ${p.code}`,
  },
  limit_for_area_missing: {
    status: 409,
    zh: (p: { areaClass: string }) => `该立案条件没有适用于“${p.areaClass}”类区域的时限`,
    en: (p: { areaClass: string }) => `The filing condition has no limit for areas of class “${p.areaClass}”`,
  },
  import_nothing_found: {
    status: 422,
    zh: () => '没有找到表头（应含小类代码、立案条件、处置时限等列）',
    en: () => 'No heading row was found (columns such as 小类代码, 立案条件 and 处置时限 are expected)',
  },
  import_rows_refused: {
    status: 422,
    zh: (p: { refused: number; accepted: number }) =>
      `有 ${p.refused} 行不能导入（${p.accepted} 条可以），请改正，或明确选择只导入可以的`,
    en: (p: { refused: number; accepted: number }) =>
      `${p.refused} rows cannot be taken (${p.accepted} conditions can); correct them, or choose to take the rest`,
  },
  import_kind_unclear: {
    status: 422,
    zh: (p: { sheet: string }) => `看不出“${p.sheet}”是部件还是事项，请在表名或标题中写明`,
    en: (p: { sheet: string }) => `“${p.sheet}” does not say whether it lists components or matters; name it so`,
  },
  import_cell_missing: {
    status: 422,
    zh: (p: { row: number; field: string }) => `第 ${p.row} 行缺“${p.field}”`,
    en: (p: { row: number; field: string }) => `Row ${p.row} has no “${p.field}”`,
  },
  import_row_repeated: {
    status: 422,
    zh: (p: { row: number; earlier: number }) => `第 ${p.row} 行与第 ${p.earlier} 行是同一小类的同一条件`,
    en: (p: { row: number; earlier: number }) => `Row ${p.row} repeats the condition of row ${p.earlier}`,
  },
  import_limit_unreadable: {
    status: 422,
    zh: (p: { row: number; field: string; text: string }) =>
      `第 ${p.row} 行“${p.field}”写的是“${p.text}”，应为大于零的数字加单位，如“2紧急工作时”`,
    en: (p: { row: number; field: string; text: string }) =>
      `Row ${p.row}, “${p.field}” reads “${p.text}”; a number above zero and a unit is expected, such as “2紧急工作时”`,
  },
  import_limit_without_unit: {
    status: 422,
    zh: (p: { row: number; field: string; text: string }) =>
      `第 ${p.row} 行“${p.field}”的“${p.text}”没有单位，请写明紧急工作时、工作时、工作日等`,
    en: (p: { row: number; field: string; text: string }) =>
      `Row ${p.row}, “${p.field}”: “${p.text}” has no unit; say urgent hours, working hours, working days or the like`,
  },
})
