/** What one post does, in the order of its day. `post` is the name in the policy table. */
export type Chapter = { readonly post: string; readonly title: string; readonly steps: readonly string[] }

/** The handbook: Chinese, because it is printed and kept at the seat. One chapter a post. */
export const chapters: readonly Chapter[] = [
  {
    post: 'intake',
    title: '受理员',
    steps: [
      '接电话时打开“登记案件”，边听边写；地址可以写路名门牌、路口、地名，也可以粘贴坐标。写到一半刷新页面，内容还在。',
      '类别输入汉字、拼音首字母或代码都能找到，下面会列出立案条件和时限。听不准可以先不选。',
      '给出点位后看右侧：所在网格、附近部件、100 米内在办案件。可能是同一件的，登记后再并案。',
      '提交后把受理编号和查询码告诉来电人。',
      '“待受理”列表里逐件处理：派发核实；不符合立案条件的，选择理由不予受理，理由会原样告知诉求人。',
      '处置完成的案件派发核查。核查人由系统从无关联的采集员中抽取，受理员不能挑人。',
      '查看诉求人联系方式要写明用途，系统会留痕。',
    ],
  },
  {
    post: 'duty_chief',
    title: '值班长',
    steps: [
      '“待立案”逐件看现场核实结果，符合立案条件的立案，时限从立案起算。',
      '“待结案”逐件看处置前后照片和核查结论，通过的结案，不通过的返工。',
      '作废、强制结案须写明理由，记入历程，不能删除。',
      '快到时限和已超时的案件在“已超时”列表，可以督办。',
      '对超时的申诉由值班长裁定：申诉成立只免扣分，超时的事实保留。',
    ],
  },
  {
    post: 'dispatcher',
    title: '派遣员',
    steps: [
      '“待派遣”里打开案件，看建议的责任单位和理由，确认后派遣。',
      '单位回退的案件回到“待派遣”，先看回退理由再改派；多次回退的，请示值班长。',
      '不属本局职责或立案有误的，退回受理。',
      '“待审批”里决定延期和挂账。挂账期间时钟停走，到期自动提醒。',
    ],
  },
  {
    post: 'unit_handler',
    title: '处置单位',
    steps: [
      '“待签收”里尽快签收；不属本单位职责的，写明理由回退，不要拖到超时。',
      '处置后上传处理前、处理后照片再反馈。只有文字没有照片的，核查时通常不通过。',
      '在期限内做不完的，到期前申请延期；受季节、工程影响的，申请挂账。',
      '点开时限可以看到它是怎么算出来的：午休、周末、节假日、挂账都会列明。',
      '结案后对超时有异议，可以申诉一次。',
    ],
  },
  {
    post: 'collector',
    title: '采集员',
    steps: [
      '“我的任务”里是派给您的核实、核查，到现场后回复，附上照片和当前位置。',
      '核实答“属实”或“未发现”，核查答“通过”或“不通过”，看到什么写什么。',
      '巡查中发现问题，直接登记，来源选“采集员巡查”。',
    ],
  },
  {
    post: 'supervisor',
    title: '督查考核员、领导',
    steps: [
      '“案件”页按阶段、单位、街道、超时筛选，地址栏里的链接可以发给同事，打开就是同一张列表。',
      '打开案件看完整历程：谁、何时、依据哪一条。任何一步都不能删改。',
      '需要催办的，使用“督办”，会通知责任单位并记入历程。',
    ],
  },
  {
    post: 'system_admin',
    title: '系统管理员',
    steps: [
      '“数据导入”先试后入：选类型、选文件、选坐标系，试导入只检查不改数据。',
      '下载错误清单，改正原文件后再试；确实要先导合格部分的，勾选后导入，其余另导。',
      '坐标系选错会整体偏移几百米。系统怀疑时会停下来，请核对后再确认。',
      '立案标准导入后是草稿，发布后生效；已立案的案件仍按立案那天的标准。',
      '系统管理员看不到案件内容，这是三权分立的要求。',
    ],
  },
]

export type Shortcut = { readonly keys: readonly string[]; readonly does: string }

/** Keys that belong to one part of a page; those of the whole console are in `actions` of the kit. */
export const shortcuts: readonly { readonly where: string; readonly list: readonly Shortcut[] }[] = [
  {
    where: '登记案件',
    list: [{ keys: ['Ctrl', 'Enter'], does: '提交登记' }],
  },
  {
    where: '照片',
    list: [
      { keys: ['←', '→'], does: '上一张、下一张' },
      { keys: ['+', '−'], does: '放大、缩小' },
      { keys: ['Esc'], does: '关闭' },
    ],
  },
  {
    where: '地图（焦点在地图上时）',
    list: [
      { keys: ['↑', '↓', '←', '→'], does: '移动地图，再按“选取地图中心”选点' },
      { keys: ['+', '−'], does: '放大、缩小' },
    ],
  },
]

export type Term = { readonly word: string; readonly means: string }

/** Words that newcomers ask about. */
export const terms: readonly Term[] = [
  { word: '核实', means: '立案之前，采集员到现场看问题是否属实。' },
  { word: '核查', means: '结案之前，另一名采集员到现场看问题是否真的解决。' },
  { word: '部件', means: '固定的设施：井盖、路灯、行道树……每个有 16 或 17 位标识码。' },
  { word: '事项', means: '原称事件：临时出现的问题：暴露垃圾、占道经营、道路积水……' },
  { word: '单元网格', means: '面积约一万平方米的管理单元，15 位编码，前 12 位是社区。' },
  { word: '责任网格', means: '由若干单元网格组成，一名采集员负责一片。' },
  { word: '回退', means: '责任单位认为不是自己的职责，写明理由退回重派。' },
  { word: '返工', means: '核查不通过，退回原单位重新处置，时限不重新起算。' },
  { word: '挂账', means: '因季节、工程等客观原因暂缓，经批准后时钟停走。' },
  { word: '紧急工作时', means: '不分昼夜、节假日连续计算的小时数。' },
]
