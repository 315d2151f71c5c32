/** Of which rule the figures are; a changed definition gets a new one, and old reports keep the words they were made with. */
export const figuresRule = 'report-1'

type Words = { readonly zh: string; readonly en: string }
/** A measure with its 口径. `mark` says how well the definition is known (GLOSSARY.md). */
export type Definition = Words & { readonly definition: Words; readonly mark: string }

const define = (zh: string, en: string, says: string, saysEn: string, mark = '推'): Definition => ({
  zh,
  en,
  definition: { zh: says, en: saysEn },
  mark,
})

/** What cases are counted by: each counts a case once, however often it happened, so that a number is a list of cases. */
export const measures = {
  reported: define('上报', 'Reported', '本期登记的案件', 'Cases registered in the period', 'S11'),
  filed: define('立案', 'Filed', '本期立案的案件', 'Cases filed in the period', 'S11'),
  refused: define('不予受理', 'Refused', '本期不予受理的案件', 'Cases refused in the period', 'S11'),
  dispatched: define('派遣', 'Dispatched', '本期派遣过的案件', 'Cases dispatched in the period', 'S11'),
  handled: define('处置', 'Handled', '本期反馈处置的案件', 'Cases whose handling was reported in the period', 'S11'),
  inTime: define(
    '按期处置',
    'Handled in time',
    '本期最后一次反馈处置时处置计时未超时',
    'The handling clock had not run out at the last handling of the period',
    'S11',
  ),
  late: define(
    '超期处置',
    'Handled late',
    '本期最后一次反馈处置时处置计时已超时；申诉成立的仍计入',
    'The handling clock had run out; still counted where an appeal was upheld',
    'S18',
  ),
  exempted: define(
    '申诉成立',
    'Exempted',
    '超期处置中申诉已成立的：不进按期处置率，事实保留',
    'Handled late with an appeal upheld: left out of the rate, kept as a fact',
    'S18',
  ),
  recalled: define('撤派', 'Recalled', '本期撤回过派遣的案件', 'Cases whose dispatch was recalled in the period'),
  returned: define('回退', 'Returned', '本期单位回退过的案件', 'Cases a unit returned in the period', 'S11'),
  failed: define('核查未过', 'Failed', '本期核查未通过的案件', 'Cases that failed verification in the period', 'S11'),
  reworked: define('返工', 'Reworked', '本期退回返工的案件', 'Cases sent back for rework in the period', 'S11'),
  extended: define('延期', 'Extended', '本期批准延期的案件', 'Cases granted an extension in the period', 'S11'),
  suspended: define('挂账', 'Suspended', '本期批准挂账的案件', 'Cases suspended in the period', 'S11'),
  urged: define('督办', 'Urged', '本期督办过的案件', 'Cases urged in the period', 'S11'),
  closed: define('结案', 'Closed', '本期结案的案件，含强制结案', 'Cases closed in the period, by force or not', 'S11'),
  forced: define('强制结案', 'Closed by force', '本期强制结案的案件', 'Cases closed by force in the period'),
  voided: define('作废', 'Voided', '本期作废的案件', 'Cases voided in the period', 'S11'),
  vetoed: define(
    '反映未解决',
    'Vetoed',
    '本期诉求人在结案后反映未解决的案件',
    'Cases that the reporter said were not solved after closing',
  ),
  rated: define('评价', 'Rated', '本期诉求人评价的案件', 'Cases rated by the reporter in the period'),
  content: define('满意', 'Content', '本期评价为 4、5 分的案件', 'Rated 4 or 5 in the period'),
  open: define(
    '期末在办',
    'Open',
    '期末尚未结束的案件，不论何时上报',
    'Not ended at the end of the period, whenever reported',
  ),
  openLate: define(
    '期末超时',
    'Open and late',
    '期末在办且当前环节计时已超时',
    'Open, and the clock of the stage had run out at the end of the period',
  ),
} as const satisfies Record<string, Definition>
export type Measure = keyof typeof measures
export const measureIds = Object.keys(measures) as Measure[]

/** Shares of two measures. A denominator of nought has no share: it is shown as “—” and never as 0 or 100. */
export const rates = {
  onTime: {
    ...define(
      '按期处置率',
      'Handled in time',
      '按期处置 ÷（按期处置 + 超期处置 − 申诉成立）',
      'In time ÷ (in time + late − exempted)',
      'S18',
    ),
    over: ['inTime'],
    under: ['inTime', 'late'],
    less: ['exempted'],
  },
  closing: {
    ...define('结案率', 'Closed', '结案 ÷（结案 + 期末超时）', 'Closed ÷ (closed + open and late)', 'S11'),
    over: ['closed'],
    under: ['closed', 'openLate'],
    less: [],
  },
  returning: {
    ...define('回退率', 'Returned', '回退 ÷ 派遣', 'Returned ÷ dispatched', 'S11'),
    over: ['returned'],
    under: ['dispatched'],
    less: [],
  },
  rework: {
    ...define('返工率', 'Reworked', '返工 ÷ 处置', 'Reworked ÷ handled', 'S11'),
    over: ['reworked'],
    under: ['handled'],
    less: [],
  },
  content: {
    ...define('满意率', 'Content', '满意 ÷ 评价', 'Content ÷ rated'),
    over: ['content'],
    under: ['rated'],
    less: [],
  },
} as const satisfies Record<
  string,
  Definition & { over: readonly Measure[]; under: readonly Measure[]; less: readonly Measure[] }
>
export type Rate = keyof typeof rates
export const rateIds = Object.keys(rates) as Rate[]

/** Times of cases, in hours of wall time: the middle one and that which nine in ten do not pass (nearest rank). */
export const times = {
  filing: {
    ...define('立案用时', 'To file', '本期立案：登记至立案的自然小时', 'Hours from registration to filing'),
    of: 'filed',
  },
  handling: {
    ...define(
      '处置用时',
      'To handle',
      '本期处置：首次派遣至最后一次反馈的自然小时',
      'Hours from first dispatch to last handling',
    ),
    of: 'handled',
  },
  closing: {
    ...define('结案用时', 'To close', '本期结案：登记至结案的自然小时', 'Hours from registration to closing'),
    of: 'closed',
  },
} as const satisfies Record<string, Definition & { of: Measure }>
export type TimeName = keyof typeof times
export const timeIds = Object.keys(times) as TimeName[]

/** What a table of the report has a row for. */
export const groupings = {
  source: { zh: '来源', en: 'Source' },
  stage: { zh: '期末环节', en: 'Stage at the end' },
  category: { zh: '小类', en: 'Category' },
  street: { zh: '街道', en: 'Street' },
  community: { zh: '社区', en: 'Community' },
  unit: { zh: '处置单位', en: 'Unit' },
} as const
export type Grouping = keyof typeof groupings
export const groupingIds = Object.keys(groupings) as Grouping[]

/** The columns of those tables; the rate beside them is `onTime`. */
export const columnsOf: Readonly<Record<Grouping, readonly Measure[]>> = {
  source: ['reported', 'filed', 'refused', 'closed', 'open', 'openLate'],
  stage: ['open', 'openLate'],
  category: ['reported', 'filed', 'inTime', 'late', 'closed', 'open', 'openLate'],
  street: ['reported', 'filed', 'inTime', 'late', 'closed', 'open', 'openLate'],
  community: ['reported', 'filed', 'inTime', 'late', 'closed', 'open', 'openLate'],
  unit: ['dispatched', 'inTime', 'late', 'returned', 'reworked', 'closed', 'open', 'openLate'],
}
