import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '办案规则', en: 'District rules' },
  intro: {
    zh: '审批级数、须附材料、反映未解决的期限由本区决定。每次发布都留下版本、发布人、时间和理由。',
    en: 'Levels of approval, required files and the days for a veto are the district’s to decide. Each change is kept.',
  },
  newOnly: {
    zh: '只对发布之后登记的案件生效；已登记的案件沿用登记时的规则。',
    en: 'Holds for cases registered from then on; earlier ones keep the rules they began under.',
  },
  approvals: { zh: '审批级数', en: 'Levels of approval' },
  extension: { zh: '延期', en: 'Extension' },
  suspension: { zh: '挂账', en: 'Suspension' },
  voiding: { zh: '作废', en: 'Voiding' },
  one: { zh: '一级：一人审批', en: 'One: a single decision' },
  two: { zh: '两级：初审后由另一人终审', en: 'Two: a first approval, then another person' },
  files: { zh: '须附材料的步骤', en: 'Steps that must bring a file' },
  filesHint: { zh: '勾选的步骤至少要附一个文件，否则不能提交。', en: 'A ticked step needs at least one file.' },
  veto: { zh: '结案后多少天内可反映未解决', en: 'Days after closing for “not solved”' },
  appeal: { zh: '结案后多少天内可就超时申诉', en: 'Days after closing for an appeal' },
  veryLate: { zh: '超过截止时间多少天列为严重超时', en: 'Days beyond the deadline that count as far beyond it' },
  days: { zh: '天', en: 'days' },
  reason: { zh: '修改理由与依据', en: 'Reason and basis' },
  publish: { zh: '发布', en: 'Publish' },
  published: { zh: (n: number) => `已发布第 ${n} 版`, en: (n: number) => `Version ${n} is in force` },
  readOnly: { zh: '办案规则由系统管理员发布。', en: 'The system administrator publishes the rules.' },
  history: { zh: '历次修改', en: 'Changes' },
  never: { zh: '尚未修改过，用的是通行规则。', en: 'Never changed; the usual rules apply.' },
  version: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `Version ${n}` },
  inForce: { zh: '现行', en: 'in force' },
  level: {
    zh: (what: string, n: number) => `${what}${n === 2 ? '两级' : '一级'}`,
    en: (what: string, n: number) => `${what} ${n}`,
  },
  appealIs: { zh: (n: number) => `申诉期 ${n} 天`, en: (n: number) => `appeal ${n} days` },
  veryLateIs: { zh: (n: number) => `严重超时 ${n} 天`, en: (n: number) => `far beyond after ${n} days` },
  vetoIs: { zh: (n: number) => `反映期 ${n} 天`, en: (n: number) => `veto ${n} days` },
  filesAre: { zh: (list: string) => `须附材料：${list}`, en: (list: string) => `files: ${list}` },
  noFiles: { zh: '不强制附材料', en: 'no files required' },
})

/** The English of the steps that bring files; the Chinese is the step's own. */
export const englishSteps: Readonly<Record<string, string>> = {
  confirm_answered: 'Answer confirmation',
  handled: 'Report handling',
  co_handled: 'Report a helper’s part',
  extension_asked: 'Ask for extension',
  suspension_asked: 'Ask for suspension',
  void_asked: 'Ask for voiding',
  verify_answered: 'Answer verification',
  urge_answered: 'Answer an urging',
  appealed: 'Appeal',
}
