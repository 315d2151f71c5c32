/** One stop of the tour: what is pointed at, and what is said about it. */
export type Stop = { readonly at: string; readonly zh: string; readonly en: string }

const lists: Stop = {
  at: '.side-nav',
  zh: '左侧是您岗位的工作列表，数字会自己更新，红色是超时件数。',
  en: 'Your post’s work lists; the numbers follow by themselves, red is late.',
}
const search: Stop = {
  at: '.search',
  zh: '按 / 到这里：案号、地址、部件、人名、拼音首字母都能查。',
  en: 'Press / to come here: numbers, places, components, people, pinyin.',
}
const help: Stop = {
  at: '.account',
  zh: '随时按 ? 看本页帮助和快捷键；这次导览可以从帮助里重看。',
  en: 'Press ? at any time for this page’s help and keys; the tour can be taken again from there.',
}
const page = (to: string, zh: string, en: string): Stop => ({ at: `.side-nav a[href="${to}"]`, zh, en })

const own: Readonly<Record<string, readonly Stop[]>> = {
  intake: [
    page(
      '/register',
      '接电话时打开“登记案件”：每秒自动保存，F 键在各栏间跳，不用鼠标。',
      'Take calls here: kept every second, F-keys move between the fields.',
    ),
    page(
      '/cases?list=to-accept',
      '来件逐件办理：1 派发核实，2 并案，3 不予受理；10 秒内 U 撤销。',
      'Work through reports: 1 confirm, 2 merge, 3 refuse; U undoes for 10 s.',
    ),
  ],
  duty_chief: [
    page(
      '/cases?list=to-file',
      '待立案、待结案逐件审核，打开后按数字办理。',
      'File and close here, by the digits of the steps.',
    ),
    page('/handover', '交接班自动写好，补充后签名。', 'The hand-over writes itself; add and sign.'),
  ],
  dispatcher: [
    page(
      '/dispatch',
      '派遣台：队列、地图、办理一体，1 再回车就派出。',
      'The dispatch desk: queue, map and decision in one; 1 and Enter dispatch.',
    ),
    page('/cases?list=to-decide', '延期、挂账申请在这里审批。', 'Extensions and suspensions are decided here.'),
  ],
  unit_handler: [
    page(
      '/cases?list=to-sign',
      '先签收，处置后附处置后照片反馈。',
      'Accept first, then report with a photo taken afterwards.',
    ),
  ],
  collector: [
    page('/cases?list=my-tasks', '您的核实、核查任务，到现场后回复。', 'Your tasks; answer them on the spot.'),
  ],
  supervisor: [page('/scores', '每个分数都能点到案件。', 'Each score leads to its cases.')],
  leader: [
    page(
      '/brief',
      '一页看今天是否正常、什么超时、谁需要您。',
      'One page: is today normal, what is late, who needs you.',
    ),
  ],
  system_admin: [page('/imports', '数据先试后入。', 'Data is tried before it is imported.')],
}

/** The tour of these posts: where things are, one's own pages, and how to get help. */
export const stopsFor = (posts: readonly string[]): readonly Stop[] => [
  lists,
  ...posts.flatMap((post) => own[post] ?? []).slice(0, 3),
  search,
  help,
]
