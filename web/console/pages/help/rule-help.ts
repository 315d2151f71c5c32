import { type PageHelp, page } from './page.ts'

/** Help of the pages where a district sets its rules, people and areas. */
export const ruleHelps: readonly PageHelp[] = [
  page('/beats', '责任网格', 'Beats', [
    '责任网格由哪些单元网格组成、由谁负责；改动写明理由。',
    'Which cells a beat has and who answers for it; changes need a reason.',
  ]),
  page(
    '/emergency',
    '应急状态',
    'Emergency',
    [
      '预案是一组临时规则、时限与队伍，作为一件事进入和解除。',
      'A package of temporary rules, limits and teams, switched on and off as one fact.',
    ],
    ['进入前先看它会改变什么。', 'See what it changes before switching it on.'],
  ),
  page('/campaigns', '专项整治', 'Campaigns', [
    '有自己的名单与计数；未结束前可修改，提前结束须写理由。',
    'Own lists and counts; may be changed while it lasts, closing early needs a reason.',
  ]),
  page('/calendar', '工作日历', 'Calendar', [
    '全年视图；点日期改为休息或上班，试算后签发新版本。',
    'The year; touch a day to change it, simulate, sign a new version.',
  ]),
  page('/organisation', '机构', 'Organisation', [
    '单位树与其下人员、在办案件、责任；停用须指定接手单位。',
    'The tree of units with people, open cases and duties; retiring needs a successor.',
  ]),
  page('/duties', '责任田与排班', 'Duty table', [
    '哪个单位负责哪里的哪类；空缺与重叠标出；可用表格导入导出。',
    'Which unit answers for what and where; gaps and overlaps shown; as a spreadsheet in and out.',
  ]),
  page('/catalogue', '立案标准', 'Catalogue', [
    '国家各版并列；本区版本起草后发布，旧案保留旧版。',
    'National editions side by side; own versions are drafted and published, old cases keep theirs.',
  ]),
  page('/people', '人员账号', 'People', [
    '新建账号给一次性临时口令；岗位由安全管理员授予，不能给自己。',
    'A temporary password is shown once; posts are given by the security administrator, never to oneself.',
  ]),
  page('/audit', '审计', 'Audit', [
    '按人、动作、对象、时间、地址查；改动显示前后差异；仅审计管理员可见。',
    'By person, act, object, time and address; changes as a difference; for the auditor alone.',
  ]),
  page('/access-tokens', '访问令牌', 'Access tokens', [
    '供 QGIS 等地图软件读取要素；只显示一次，可随时收回。',
    'For map programs to read features; shown once, revoked at any time.',
  ]),
  page('/district-rules', '办案规则', 'District rules', [
    '审批级数、必备附件、撤销期限等；发布新版本，只影响此后登记的案件。',
    'Levels of approval, files required and the like; a new version holds for cases registered from then on.',
  ]),
  page('/notify', '通知管理', 'Notices administration', [
    '模板、短信、外发接收端；失败的投递可重试，也可按时间段重放。',
    'Templates, text messages, destinations; what failed is retried or replayed by a stretch of time.',
  ]),
]
