import { defineWords } from '../language.ts'

export const words = defineWords({
  steps: { zh: '导入步骤', en: 'Steps' },
  step1: { zh: '选择文件', en: 'File' },
  step2: { zh: '对应各列', en: 'Columns' },
  step3: { zh: '试导入', en: 'Dry run' },
  step4: { zh: '正式导入', en: 'Import' },

  file: { zh: '文件', en: 'File' },
  chooseFile: { zh: '选择文件', en: 'Choose a file' },
  fileHint: {
    zh: (types: string) => `或拖到这里；${types}，不超过 20 MB`,
    en: (types: string) => `or drop it here; ${types}, 20 MB at most`,
  },
  fileChosen: {
    zh: (name: string, kb: number) => `${name}（${kb} KB）`,
    en: (name: string, kb: number) => `${name} (${kb} KB)`,
  },
  fileWrong: { zh: (types: string) => `只收 ${types} 文件`, en: (types: string) => `Only ${types} files` },
  fileLarge: { zh: '文件超过 20 MB，请分开导入', en: 'Over 20 MB; split the file' },
  needFile: { zh: '请先选择文件', en: 'Choose a file first' },
  inspecting: { zh: '正在读取文件', en: 'Reading the file' },
  template: { zh: '下载空白模板（CSV）', en: 'Download a blank table (CSV)' },

  sheet: { zh: '工作表', en: 'Sheet' },
  sheetRows: {
    zh: (name: string, n: number) => `${name}（${n} 行）`,
    en: (name: string, n: number) => `${name} (${n})`,
  },
  emptyFile: { zh: '文件里没有数据行', en: 'The file has no rows' },
  columnsHint: {
    zh: '已按表头自动对应，请核对；对错的可以改。',
    en: 'Matched by their headings; look them over and correct what is wrong.',
  },
  heading: { zh: '文件中的列', en: 'Column of the file' },
  samples: { zh: '前几行', en: 'First rows' },
  takenFor: { zh: '对应', en: 'Taken for' },
  takenOf: { zh: (heading: string) => `“${heading}”对应`, en: (heading: string) => `“${heading}” is taken for` },
  leftOut: { zh: '不导入', en: 'Left out' },
  missing: {
    zh: (names: string) => `还没有对应的必填项：${names}`,
    en: (names: string) => `Required and taken from no column: ${names}`,
  },
  twice: { zh: (name: string) => `“${name}”对应了两列`, en: (name: string) => `“${name}” is taken from two columns` },

  dryRun: { zh: '试导入', en: 'Dry run' },
  running: { zh: '正在检查', en: 'Checking' },
  accepted: { zh: '可导入', en: 'Accepted' },
  refused: { zh: '有错误', en: 'Refused' },
  warnings: { zh: '提醒', en: 'Remarks' },
  total: { zh: '共计', en: 'In all' },
  clean: { zh: '没有错误，可以正式导入。', en: 'No errors; ready to import.' },
  findings: { zh: '错误与提醒', en: 'Errors and remarks' },
  row: { zh: '行', en: 'Row' },
  dataRow: { zh: '第几条', en: 'Record' },
  wholeFile: { zh: '整个文件', en: 'Whole file' },
  code: { zh: '编码', en: 'Code' },
  field: { zh: '字段', en: 'Field' },
  kind: { zh: '性质', en: 'Kind' },
  reason: { zh: '错误原因', en: 'Reason' },
  error: { zh: '错误', en: 'Error' },
  remark: { zh: '提醒', en: 'Remark' },
  download: { zh: '下载错误清单（CSV）', en: 'Download the list (CSV)' },
  returned: {
    zh: (n: number) => `下载出错的 ${n} 行，改正后再导`,
    en: (n: number) => `The ${n} refused rows, to be corrected`,
  },
  omitted: {
    zh: (n: number) => `另有 ${n} 条未列出，请先改正以上问题再试。`,
    en: (n: number) => `${n} more are not shown; correct these first.`,
  },
  shown: {
    zh: (n: number) => `只显示前 ${n} 条，下载的清单是全的。`,
    en: (n: number) => `The first ${n} are shown; the download has all.`,
  },

  fileRefused: {
    zh: '整个文件不能导入，请先改正标为“整个文件”的问题。',
    en: 'The file as a whole cannot be taken; correct what is marked “whole file” first.',
  },
  commit: { zh: (n: number) => `正式导入 ${n} 行`, en: (n: number) => `Import ${n} rows` },
  commitValid: { zh: (n: number) => `只导入合格的 ${n} 行`, en: (n: number) => `Import only the ${n} sound rows` },
  acceptValid: {
    zh: (n: number) => `有错误的 ${n} 行不导入，我来改正后另导`,
    en: (n: number) => `Leave out the ${n} refused rows; I shall correct and import them later`,
  },
  committing: { zh: '正在导入', en: 'Importing' },
  seconds: {
    zh: (n: number, rows: number) => `正在写入 ${rows} 行，已用 ${n} 秒；请不要关闭页面。`,
    en: (n: number, rows: number) => `Writing ${rows} rows for ${n} s; leave the page open.`,
  },
  notDone: {
    zh: '没有导入任何数据。请按清单改正后再试。',
    en: 'Nothing was imported. Correct what is listed and try again.',
  },
  again: { zh: '再导一个文件', en: 'Another file' },
})
