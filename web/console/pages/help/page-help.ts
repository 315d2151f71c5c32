import { type PageHelp, page } from './page.ts'
import { ruleHelps } from './rule-help.ts'
import { watchHelps } from './watch-help.ts'

export type { PageHelp } from './page.ts'

/** The help of each page, by the beginning of its address; the longest that fits is the page's own. */
export const pageHelps: readonly PageHelp[] = [
  page(
    '/',
    '值班总览',
    'Overview',
    [
      '左侧是本岗位的工作列表，数字自动更新；红色三角是其中已超时的件数。',
      'Your work lists are on the left; the numbers follow by themselves, the red triangle counts what is late.',
    ],
    [
      '按 / 到查询框：案号、地址、部件编码、人名、拼音首字母都能查。',
      'Press / for the search box: numbers, places, components, people, pinyin initials.',
    ],
  ),
  page(
    '/cases',
    '案件列表与案件',
    'Cases',
    [
      'J / K 上下移动，Enter 打开；打开后 1–9 是右侧可办步骤，步骤打开后回车提交。',
      'J / K move, Enter opens; 1–9 are the steps on the right, Enter sends the open one.',
    ],
    [
      '受理员：1 派发核实，2 并入最像的案件，3 不予受理再按数字选理由；办完 10 秒内按 U 撤销，不能撤销的会说明原因。',
      'At the intake desk: 1 confirm, 2 merge with the likeliest, 3 refuse and a digit for the reason; U undoes for 10 s, and what cannot be undone says why.',
    ],
    [
      '“某某 处理中”表示此刻有人打开了这件；别人先办时，您填的内容不会丢，会并排显示差异。',
      '“… at work” means that somebody has it open now; if they act first, nothing you wrote is lost and the difference is shown.',
    ],
    ['X 多选，可批量办理，先预演再执行。', 'X chooses several for a bulk step, rehearsed before it is done.'],
  ),
  page(
    '/register',
    '登记诉求',
    'Register a report',
    [
      '边听边写，每秒保存在服务器；断电、换座席后打开本页即可继续或丢弃。',
      'Write while you listen; it is kept every second on the server. After a crash or at another seat, go on or drop it here.',
    ],
    [
      'F2 电话、F4 描述、F6 类别、F7 地址、F8 与最像的案件并案、F9 提交，全程不用鼠标。',
      'F2 number, F4 what, F6 category, F7 where, F8 merge, F9 send: no mouse needed.',
    ],
    [
      '输入电话后显示此前的诉求，号码脱敏；查询会留痕。',
      'With the number, former reports appear, masked; that you looked is recorded.',
    ],
    [
      '类别可输拼音首字母，上下移动时先看到立案条件、时限和责任单位。',
      'Find a category by pinyin initials; its conditions, limits and unit are shown before you choose.',
    ],
  ),
  page(
    '/dispatch',
    '派遣台',
    'Dispatch desk',
    [
      '左边队列、中间地图、右边办理是同一个选择：点哪一处，另外两处跟着变。',
      'Queue, map and decision are one selection: choose in one and the others follow.',
    ],
    [
      '1 打开派遣，推荐单位、理由、次选和在办量已列出，回车派出；10 秒内 U 撤派。',
      '1 opens the dispatch with the proposed unit, its reason, the runner-up and load; Enter sends; U recalls for 10 s.',
    ],
    [
      '“圈选”在地图上画圈，圈内案件在列表选中，最多 500 件批量改派，先预演。',
      'The lasso chooses the cases inside it; up to 500 are sent anew at once, rehearsed first.',
    ],
    [
      '上方按剩余工作分钟列出全部两个工作小时内到期的案件；待审批队列可直接批延期。',
      'The strip lists what falls due within two hours; extensions are decided in their queue.',
    ],
  ),
  page(
    '/map',
    '一张图',
    'One map',
    [
      '点选、圈选、半径查询，右侧列表与地图一致；地址栏就是当前视图，可发给同事。',
      'Choose, lasso or radius; the list mirrors the map, and the address is the view.',
    ],
    [
      '点选单元网格可拆分、合并或移界，今日起用或定在以后的日期；“放到大屏”把当前位置投出去。',
      'Choose a cell to split, merge or move its border, as of today or a later day; “Put on the wall” shows this place there.',
    ],
  ),
  page('/handover', '交接班', 'Hand-over', [
    '内容由系统写好，交班人补充后双方签名。',
    'The page writes itself; add to it, then both sign.',
  ]),
  page('/bulks', '批量办理', 'Bulk steps', [
    '每次批量的逐件结果，半小时内可撤销。',
    'What each bulk did case by case; it can be taken back within half an hour.',
  ]),
  page('/urges', '督办批示', 'Urge orders', [
    '下达、答复、审核、归档，超时自动升级。',
    'Issued, answered, judged, archived; what is not answered in time goes up.',
  ]),
  page('/brief', '领导专报', 'Brief', [
    '每个数字点开就是名单，再点就是案件。',
    'Each number opens its list, each line its case.',
  ]),
  page('/reports', '报表', 'Reports', [
    '选时段生成，可打印、导出；口径写在表下。',
    'Made for a period, printed or exported; the definitions stand below.',
  ]),
  page('/scores', '考核评价', 'Scores', [
    '每个分数可点到案件；公式有版本，可复算。',
    'Each score leads to its cases; the formula has versions and can be re-run.',
  ]),
  page('/rules', '派遣规则', 'Routing rules', [
    '起草、检查、用往日案件试算，再签发；已签发的不改，只出新版。',
    'Draft, check, try on past cases, then sign; what is signed is never edited.',
  ]),
  page('/returns', '回退账', 'Returns', ['谁退的、耽误多久、谁有理。', 'By whom, how long it cost, who was right.']),
  page('/targets', '规划目标', 'Plan targets', [
    '指标、来源、责任人与各期数值，矛盾处会标出。',
    'Indicators with source, owner and values; contradictions are marked.',
  ]),
  page('/walls', '大屏', 'Walls', [
    '发放设备令牌、设定轮播、投送画面。',
    'Device tokens, playlists, and pushing a picture.',
  ]),
  page('/components', '部件', 'Components', [
    '按编码、名称查询；改动留有历史。',
    'Found by code or name; changes keep their history.',
  ]),
  page('/cells', '网格', 'Cells', [
    '单元网格与责任网格；调整前先看影响。',
    'Cells and beats; see the effect before changing.',
  ]),
  page('/grid-changes', '网格调整', 'Changes of cells', [
    '计划中的、已生效的、撤回的网格调整；点开看前后边界和影响。',
    'Changes of cells, planned, in effect or taken back; open one for its borders and what it brings.',
  ]),
  page('/imports', '数据导入', 'Imports', [
    '选文件、对应各列、试导入；出错的行可下载，改好再导。',
    'File, columns, dry run; refused rows are downloaded, mended, imported.',
  ]),
  page('/deadlines', '时限监察', 'Deadlines', [
    '升级阶梯、卡住的案件与时限重算。',
    'The ladder, stuck cases and re-projection.',
  ]),
  page('/time-limits', '办理时限', 'Time limits', [
    '各阶段时限；按工作日历计时，改动从签发起算。',
    'Limits of the stages, counted by the working calendar; changes hold once signed.',
  ]),
  page('/notices', '通知', 'Notices', ['点开到案件；可设置收哪些。', 'Each leads to its case; choose which you get.']),
  ...watchHelps,
  ...ruleHelps,
]

/** The help of an address, if there is any of its own. */
export const helpFor = (pathname: string): PageHelp | undefined =>
  pageHelps
    .filter(({ path }) => path === pathname || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
