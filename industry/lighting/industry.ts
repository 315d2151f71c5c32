import { defineIndustry } from '#city/industry/industry.ts'
import { demo } from './demo.ts'
import { demoNow } from './demo-now.ts'
import { indicators } from './indicators.ts'
import { lightingRoutes } from './routes.ts'
import rules from './rules.json' with { type: 'json' }
import { tend } from './tend.ts'

const lamp = ['01037', '01038', '01039']

/** Street lighting: what burns, what should burn, and who puts it right. */
export const industry = defineIndustry({
  id: 'lighting',
  title: { zh: '智慧照明', en: 'Street lighting' },
  about: {
    zh: '路灯与配电箱在册在控：按日出日落与季节开关灯，灭灯、漏电、盗割电缆自动报警成案，亮灯率有实报与抽检两种口径。',
    en: 'Lamps and cabinets in one register: switched by sunrise, sunset and season; outages, leaks and cut cables become cases; the lit rate is counted from reports and from samples.',
  },
  components: [...lamp, '01060'].map((code) => ({ edition: '2026', kind: 'component' as const, code })),
  sense: {
    devices: [
      {
        id: 'lamp-controller',
        title: { zh: '单灯控制器', en: 'Lamp controller' },
        components: lamp,
        metrics: [
          { name: 'wanted', unit: '', title: { zh: '应亮', en: 'Should burn' } },
          { name: 'lit', unit: '', title: { zh: '实亮', en: 'Burns' } },
          { name: 'load', unit: 'W', title: { zh: '功率', en: 'Power' } },
          { name: 'relights', unit: '次/h', title: { zh: '一小时重启次数', en: 'Relights in an hour' } },
          { name: 'leak', unit: 'mA', title: { zh: '漏电流', en: 'Leakage' } },
        ],
      },
      {
        id: 'lamp-cabinet',
        title: { zh: '配电箱终端', en: 'Cabinet terminal' },
        components: ['01060'],
        metrics: [
          { name: 'energy', unit: 'kWh', title: { zh: '电表读数', en: 'Meter reading' } },
          { name: 'voltage', unit: 'V', title: { zh: '电压', en: 'Voltage' } },
          { name: 'leak', unit: 'mA', title: { zh: '漏电流', en: 'Leakage' } },
          { name: 'cut', unit: '', title: { zh: '断缆', en: 'Cable cut' } },
          { name: 'door', unit: '', title: { zh: '箱门', en: 'Door' } },
        ],
      },
    ],
  },
  analyse: {
    rules,
    layer: {
      alarm: { title: { zh: '灭灯、漏电、断缆', en: 'Out, leaking or cut' }, tone: 'red', glyph: 'triangle' },
      sound: { title: { zh: '照明正常', en: 'Burns as it should' }, tone: 'green', glyph: 'dot' },
    },
  },
  serve: {
    requests: [
      {
        title: { zh: '路灯补亮：有路无灯、有灯不亮', en: 'A dark street: no lamp, or one that does not burn' },
        category: { edition: '2026', kind: 'matter', code: '01037' },
      },
    ],
  },
  command: {
    jobs: [
      {
        id: 'handover-acceptance',
        title: { zh: '新建路灯移交验收', en: 'Acceptance of new lamps' },
        checklist: [
          { zh: '灯杆数量、编号与竣工图一致', en: 'Poles and their numbers agree with the drawing' },
          { zh: '杆距与光源功率符合设计', en: 'Spacing and power are as designed' },
          { zh: '路面平均照度与均匀度实测合格', en: 'Mean illuminance and uniformity were measured and pass' },
          { zh: '接地电阻不大于 4 Ω（须与设计核对）', en: 'Earthing is 4 Ω or less (check with the design)' },
          { zh: '单灯控制器上线、应亮与实亮一致', en: 'Controllers report, and burn as they should' },
          { zh: '二维码标签已贴', en: 'The code is on every pole' },
          { zh: '一个月试运行亮灯率不低于 98 %', en: 'A month’s trial had 98 % lit' },
        ],
        limit: { value: 20, unit: 'work_day', source: { text: '二十个工作日为本区约定', mark: 'J' } },
        onAcceptance: { intact: true, takesOver: true },
      },
      {
        id: 'replace-lamp',
        title: { zh: '更换灯具', en: 'Replace a lamp' },
        checklist: [
          { zh: '断电验电、设围挡', en: 'Switched off, tested, fenced' },
          { zh: '更换后试亮', en: 'Burns after the change' },
          { zh: '旧灯回收登记', en: 'The old one is booked in' },
        ],
        limit: {
          value: 24,
          unit: 'urgent_hour',
          source: { text: '一般故障 24 小时修复（外省管理规定，供参考）', mark: 'S' },
        },
        onAcceptance: { intact: true },
      },
    ],
    inspections: [
      {
        id: 'night-patrol',
        title: { zh: '夜间亮灯巡检', en: 'Night patrol' },
        components: lamp,
        everyDays: 7,
        checklist: [
          { zh: '应亮灯具全部点亮', en: 'All lamps burn' },
          { zh: '无闪烁、无遮挡', en: 'None flickers or is hidden by leaves' },
          { zh: '灯杆无倾斜、检修门关闭', en: 'Poles stand upright, doors are shut' },
        ],
        source: { text: '每周一次为本区约定', mark: 'J' },
        category: { edition: '2026', kind: 'matter', code: '01037' },
        job: 'replace-lamp',
      },
      {
        id: 'cabinet-check',
        title: { zh: '配电箱检查', en: 'Cabinet check' },
        components: ['01060'],
        everyDays: 30,
        checklist: [
          { zh: '箱门锁闭、无进水', en: 'Locked and dry' },
          { zh: '剩余电流保护试跳正常', en: 'The leakage breaker trips when tested' },
          { zh: '接线无发热', en: 'No joint is hot' },
        ],
        source: { text: '每月一次为本区约定', mark: 'J' },
      },
    ],
    routes: lightingRoutes,
  },
  tend,
  supervise: { indicators, wall: ['lit-rate-reported', 'lit-rate-sampled', 'facilities-intact'] },
  demo,
  demoNow,
})
