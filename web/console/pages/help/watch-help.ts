import { type PageHelp, page } from './page.ts'

/** Help of the pages that watch the work, and the city’s devices. */
export const watchHelps: readonly PageHelp[] = [
  page(
    '/gaming',
    '异常线索',
    'Patterns',
    [
      '截止前几分钟的结案、成批的核查、过于完美的责任网格，连同依据列出；它们是线索，不是结论。',
      'Closings minutes before the deadline, verifications in batches, beats too perfect, each with its evidence; leads, not verdicts.',
    ],
    [
      '点开一条看涉及的案件；可写明原因，说明会与线索一起保留。',
      'Open one for its cases; an explanation is kept beside it.',
    ],
  ),
  page(
    '/chronic',
    '顽疾点',
    'Chronic spots',
    [
      '同一地点、同类问题反复出现即成顽疾点，有责任单位和治理期限。',
      'The same problem at the same place again and again is a spot with an owner and a target day.',
    ],
    ['次数、天数、半径按分类设定。', 'How often, within how many days and metres is set by category.'],
  ),
  page('/photo-reuse', '照片复用', 'Re-used photos', [
    '相似照片并排显示，附时间与距离；判定须写理由。',
    'Alike photos side by side with time and distance; a verdict needs a reason.',
  ]),
  page(
    '/appeals',
    '申诉',
    'Appeals',
    [
      '列出对超时的申诉：谁、何时、理由、裁定及其对评分的影响；可导出。',
      'Appeals against lateness: who, when, why, the decision and what it does to the score; with export.',
    ],
    [
      '设两级时，初审同意后由另一人终审；不能一人两审。',
      'With two levels another person decides after the first consent; nobody gives both.',
    ],
  ),
  page('/samples', '抽样复查', 'Second looks', [
    '每周按层抽取已结案件复查，估计真实解决率及其区间。',
    'Closed cases drawn by strata each week; the true share solved with its interval.',
  ]),
  page('/reviews', '结案抽查', 'Closings reviewed', [
    '昨日结案与作废中抽取二十分之一，由他人判断对错；种子公开，任何人可重抽。',
    'One in twenty of yesterday’s closings and voidings, judged by somebody else; the seed is public.',
  ]),
  page('/draws', '核查抽取', 'Draws', [
    '每日抽取的种子与过程，可在浏览器中逐步重算。',
    'Each day’s seed and steps, drawn again in the browser.',
  ]),
  page('/declines', '任务退回', 'Tasks handed back', [
    '采集员退回的任务、理由与次数；次数与理由由本区规定。',
    'Tasks that collectors handed back, why and how often; the district sets both.',
  ]),
  page('/sample-tasks', '复查任务', 'Second-look tasks', [
    '到现场看后作答；去不了可说明理由退回，由他人接办。',
    'Go there and answer; if you cannot, hand it back with a reason.',
  ]),
  page(
    '/devices',
    '设备',
    'Devices',
    [
      '已登记的设备、最近一帧与状态；失联是“未知”，不是“正常”。',
      'Registered devices, their last frame and state; silence is unknown, not well.',
    ],
    [
      '点开看数值曲线、轨迹与协议评级；系统管理员可登记与停用，未登记的来访者列在登记抽屉里。',
      'Open one for its curve, way and grade; the system administrator registers and retires, strangers are listed in the drawer.',
    ],
    [
      '系统管理员可对设备现场验收（不应答、查询、断线，看它怎么办）或对所收的帧出具验收报告并打印，写明 JSON 报文怎么读、指令怎么说（贴样例即见结果），改上级设备，定各类数据的留存期。',
      'The system administrator tries a device live (an answer withheld, questions, a cut) or examines what was kept, prints the report, maps JSON up and down beside a sample, hangs a device on another, and decides how long values are kept.',
    ],
  ),
  page(
    '/tracks',
    '车辆轨迹',
    'Tracks',
    [
      '“全部车辆”看实时位置，空心的是未知。选车、选日：行程按车速着色，虚线是无数据，圆点是停留分钟数；失去信号既不是停车，也不是没去。',
      '“All vehicles” shows where they are now, hollow where unknown. Choose a vehicle and a day: trips by speed, dashes where nothing is known, dots with the minutes of stops; silence is neither standing nor absence.',
    ],
    [
      '空格播放或暂停，← → 前后一分钟，Shift 加箭头到上一段、下一段；倍速 ×1 至 ×300。',
      'Space plays and pauses, ← → a minute, Shift and arrow a part; ×1 to ×300.',
    ],
    [
      '里程按道路计，旁边是按定位的里程和两者不同的原因；不采信的定位各有原因，可在地图上显示。只保存车辆位置，不含驾驶员信息。',
      'Mileage is along roads, beside it by positions and why they differ; positions not believed have a reason and can be shown. Nothing of drivers is kept.',
    ],
    [
      '当天约五分钟整理一次；晚到的数据只重算它所在的那一天，跨零点的行程分属两天。判定参数由督查或派遣修改，须写原因。',
      'The present day is cut every five minutes; late data cuts its own day again; a trip over midnight belongs to both days. Supervisors and dispatchers change the numbers, with a reason.',
    ],
  ),
  page(
    '/coverage',
    '作业覆盖',
    'Cleaning coverage',
    [
      '每个计划是道路、时段、每日次数和车辆；路段按路口划分，作业车速驶过八成以上长度即为已清扫。',
      'A plan is roads, hours, times a day and vehicles; a stretch counts once four fifths of it were driven at the speed of work.',
    ],
    [
      '“无数据”是车辆失联期间够得着、来得及清扫该路段；够不着的仍是“未清扫”。点开路段看谁在何时经过、为何不计入。',
      '“No data” means a silent vehicle could have reached and swept it; what it could not reach was not cleaned. Open a stretch for who passed when and why a pass does not count.',
    ],
    [
      '修改自今日起执行，以前各日仍按当时的计划判定；可导出 Excel、CSV，导出留有审计。',
      'A change holds from today; the days before keep their plan. Excel and CSV; an export is on record.',
    ],
  ),
  page(
    '/fences',
    '电子围栏',
    'Fences',
    [
      '在地图上点出区域，或沿道路取一条线路，设生效时段；用方向键移动后“选取地图中心”也能画。',
      'Click an area or follow a road, with hours; or move with the arrow keys and take the centre.',
    ],
    [
      '“起草报警规则”按偏离、进入、停留、超速生成草稿，到报警规则页用历史试算后签发；围栏改动后，已签发的规则仍用旧边界并有提示。',
      '“Draft a rule” makes one for leaving, entering, standing or speeding; try it on history and sign it there. Signed rules keep their outline and say so when the fence changes.',
    ],
  ),
  page(
    '/alarms',
    '设备报警',
    'Alarms',
    [
      '设备越限、失联、越界的报警：一条规则在一台设备上同时只有一条，多台同因合为一条；恢复与知晓分开记。',
      'Alarms of devices: one a rule and device at a time, many with one cause are one; standing and seen are kept apart.',
    ],
    [
      '焦点在一行时按 A 确认知晓，按 X 选择多条后批量确认；点开看曲线、位置、经过，值班长可转为案件或定为误报。',
      'On a row A acknowledges and X chooses several; open one for its curve, place and history, to make a case of it or call it false.',
    ],
  ),
  page(
    '/alarm-rules',
    '报警规则',
    'Alarm rules',
    [
      '每条规则的限值、依据、版本、近三十天报警数与准确率。',
      'Each rule with its limit, source, versions, alarms of thirty days and how often they were true.',
    ],
    [
      '改规则先存草稿，用历史数据试算，看会多报还是少报，再由值班长签发；签发过的版本不再改动。',
      'A change is drafted, tried on history beside the version in force, then signed by the duty chief; signed versions never change.',
    ],
    [
      '“告知办法”定各级报警告知谁、多快、无人确认再告知谁；发布前用“预演”看今天某时刻会告知哪些人。',
      '“Who is told” says whom each severity is told to and who comes next; the preview names them for any hour of today.',
    ],
  ),
  page(
    '/inspections',
    '设施巡检',
    'Inspections',
    [
      '每项计划的已检、到期、逾期；点“查看”逐个部件看应检日、上次巡检，可导出。',
      'How many of each plan are done, due and overdue; open one for its components, and export it.',
    ],
    [
      '数字由巡检台账推算：上次巡检加周期，提前四分之一周期为到期。修改计划自某日起生效，先预览增减；此前逾期的仍逾期，已领的按原版本做完。',
      'The numbers follow from the ledger: last inspection plus the cycle, due a quarter of it before. A change holds from a day on and shows first what it adds and drops; what was overdue stays so, rounds in hand are finished as they were taken.',
    ],
  ),
  page(
    '/rounds',
    '巡检任务',
    'My rounds',
    [
      '领一批到期的部件，按路程排好，逐项答正常、有问题、未能检查；扫部件二维码也能直接进来。',
      'Take some that are due, in order of the way, and answer each point; the code on a thing leads here too.',
    ],
    [
      '有问题须附照片，可上报立案、开工单或记为当场处理；同一部件已有在办案件的并入原案。领取 24 小时有效，做不完可退回。',
      'A fault needs a photo and becomes a case, an order, or was mended on the spot; an open case on the same thing is told instead. A round is held for 24 hours and can be given back.',
    ],
  ),
  page(
    '/work-orders',
    '工单',
    'Work orders',
    [
      '按状态看工单，打开后派单、开工、逐项签认、报验、验收；不能办的步骤写明原因。',
      'Orders by state; open one to assign, begin, sign, report and accept it. A step that does not follow says why.',
    ],
    [
      '谁施工谁不能验收。退回时指明要重做的项。移交类工单验收后部件权属随之变更；“到期更换”列出到更换周期的部件。',
      'Who did the work does not accept it. Sending back names the points to do again. Accepting a hand-over changes the owner; “Due for replacement” lists what comes to the end of its cycle.',
    ],
  ),
  page(
    '/owners',
    '权属单位',
    'Owners',
    [
      '部件台账写明、又不属本区单位的权属单位；填上联系人，案件发生在其设施上时发短信告知，附七天有效的答复链接。',
      'Owners the register names that are no units of the district; with a contact, they are texted of a case on their thing, with a link good for seven days.',
    ],
    [
      '对方不用账号即可答复已知悉、计划时间、已处置（附照片）、不属其管理，答复记入案件经过；链接可在案件页取出、收回、重发。号码加密保存，查看记入审计。',
      'Without an account they answer seen, planned, done with a photo, or not theirs; it stands in the case. The link is shown, withdrawn and sent again on the case’s page. Numbers are sealed, looking at one is on record.',
    ],
  ),
  page(
    '/things',
    '一物一档',
    'Record of a thing',
    [
      '一个部件的基本情况，和变更、巡检、报警、案件、工单在一条时间线上。',
      'What a component is, and its changes, inspections, alarms, cases and orders on one line of time.',
    ],
    [
      '各类记录按各自权限显示。登记了权属单位的，任何来源的案件都会随报随告知该单位。',
      'Each kind shows under its own permission. A registered owner unit is told of every case on its thing.',
    ],
  ),
  page(
    '/industries',
    '行业应用',
    'Industries',
    [
      '本区启用了哪些行业，各带来哪些部件、设备、规则、作业；当月指标、目标与明细。',
      'Which industries are on, what each brings, and its numbers of the month with targets and the rows behind them.',
    ],
    [
      '系统管理员启用或停用并写明理由；启用后的报警规则是草稿，须试算、签发。目标与限值都标了来源，[M]、[J] 的须先核对。',
      'The administrator turns one on or off with a reason; its alarm rules are drafts to be tried and signed. Targets and limits name their source; check those marked [M] or [J].',
    ],
  ),
]
