import { defineProblems } from '#kernel/problem.ts'

const mebibytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`

/** What may be wrong with a file someone uploads as a table. `part` is a path inside the workbook, `row` counts from 1. */
export const tabularProblems = defineProblems({
  workbook_too_large: {
    status: 413,
    zh: (p: { bytes: number; limit: number }) => `工作簿 ${mebibytes(p.bytes)}，超过上限 ${mebibytes(p.limit)}`,
    en: (p: { bytes: number; limit: number }) =>
      `The workbook is ${mebibytes(p.bytes)}; the limit is ${mebibytes(p.limit)}`,
  },
  workbook_bomb: {
    status: 422,
    zh: (p: { part: string; limit: number }) => `工作簿内的 ${p.part} 解压后超过上限 ${mebibytes(p.limit)}，已停止读取`,
    en: (p: { part: string; limit: number }) =>
      `${p.part} in the workbook inflates past ${mebibytes(p.limit)}; reading stopped`,
  },
  workbook_not_xlsx: {
    status: 422,
    zh: () => '这不是 .xlsx 工作簿',
    en: () => 'This is not an .xlsx workbook',
  },
  workbook_old_format: {
    status: 422,
    zh: () => '这是旧版 .xls 或加了密码的工作簿，请另存为不加密的 .xlsx',
    en: () => 'This is an old .xls or a password-protected workbook; save it as a plain .xlsx',
  },
  workbook_corrupt: {
    status: 422,
    zh: (p: { part: string }) => `工作簿已损坏或不完整：${p.part}`,
    en: (p: { part: string }) => `The workbook is damaged or incomplete: ${p.part}`,
  },
  workbook_doctype: {
    status: 422,
    zh: (p: { part: string }) => `工作簿内的 ${p.part} 含有文档类型声明（DTD），拒绝读取`,
    en: (p: { part: string }) => `${p.part} in the workbook declares a document type (DTD) and is refused`,
  },
  workbook_path: {
    status: 422,
    zh: (p: { part: string }) => `工作簿内的路径 ${p.part} 越出工作簿，拒绝读取`,
    en: (p: { part: string }) => `The path ${p.part} leads out of the workbook and is refused`,
  },
  workbook_too_many_parts: {
    status: 422,
    zh: (p: { count: number; limit: number }) => `工作簿内有 ${p.count} 个文件，超过上限 ${p.limit}`,
    en: (p: { count: number; limit: number }) => `The workbook holds ${p.count} parts; the limit is ${p.limit}`,
  },
  workbook_too_many_rows: {
    status: 422,
    zh: (p: { sheet: string; limit: number }) => `工作表“${p.sheet}”超过 ${p.limit} 行`,
    en: (p: { sheet: string; limit: number }) => `Sheet “${p.sheet}” has more than ${p.limit} rows`,
  },
  workbook_too_many_columns: {
    status: 422,
    zh: (p: { sheet: string; row: number; limit: number }) => `工作表“${p.sheet}”第 ${p.row} 行超过 ${p.limit} 列`,
    en: (p: { sheet: string; row: number; limit: number }) =>
      `Row ${p.row} of sheet “${p.sheet}” has more than ${p.limit} columns`,
  },
  workbook_merges_too_large: {
    status: 422,
    zh: (p: { sheet: string; limit: number }) => `工作表“${p.sheet}”的合并单元格展开后超过 ${p.limit} 格`,
    en: (p: { sheet: string; limit: number }) =>
      `The merged cells of sheet “${p.sheet}” cover more than ${p.limit} cells`,
  },
  sheet_missing: {
    status: 422,
    zh: (p: { sheet: string }) => `工作簿中没有工作表“${p.sheet}”`,
    en: (p: { sheet: string }) => `The workbook has no sheet “${p.sheet}”`,
  },
  csv_too_large: {
    status: 413,
    zh: (p: { bytes: number; limit: number }) => `CSV 文件 ${mebibytes(p.bytes)}，超过上限 ${mebibytes(p.limit)}`,
    en: (p: { bytes: number; limit: number }) =>
      `The CSV file is ${mebibytes(p.bytes)}; the limit is ${mebibytes(p.limit)}`,
  },
  csv_not_text: {
    status: 422,
    zh: () => '这不是文本 CSV，请另存为 UTF-8 或 GBK 编码的 CSV',
    en: () => 'This is not a text CSV; save it as CSV in UTF-8 or GBK',
  },
  csv_too_many_rows: {
    status: 422,
    zh: (p: { limit: number }) => `CSV 超过 ${p.limit} 行`,
    en: (p: { limit: number }) => `The CSV has more than ${p.limit} rows`,
  },
  csv_grammar: {
    status: 422,
    zh: (p: { row: number }) => `CSV 第 ${p.row} 行起引号不配对，无法分列`,
    en: (p: { row: number }) => `From row ${p.row} the quotes of the CSV do not pair, columns cannot be told apart`,
  },
  csv_row_bytes: {
    status: 422,
    zh: (p: { row: number; encoding: string }) => `第 ${p.row} 行含有不是 ${p.encoding} 的字节，文字已损坏`,
    en: (p: { row: number; encoding: string }) =>
      `Row ${p.row} holds bytes that are not ${p.encoding}; its text is damaged`,
  },
  csv_row_columns: {
    status: 422,
    zh: (p: { row: number; limit: number }) => `第 ${p.row} 行超过 ${p.limit} 列`,
    en: (p: { row: number; limit: number }) => `Row ${p.row} has more than ${p.limit} columns`,
  },
})
