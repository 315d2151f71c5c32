import { defineIndustry } from '#city/industry/industry.ts'
import { demo, demoNow } from './demo.ts'
import { indicators } from './indicators.ts'
import { covers, drains } from './kinds.ts'
import rules from './rules.json' with { type: 'json' }

const battery = { name: 'batteryLevel', unit: '%', title: { zh: '电量', en: 'Battery' } }

/** Manhole covers: one record and one code each, and an alarm before somebody falls. */
export const industry = defineIndustry({
  id: 'manhole',
  title: { zh: '智慧井盖', en: 'Manhole covers' },
  about: {
    zh: '一井一档、一盖一码：倾斜移位、水位、可燃气体自动报警，按井盖类别立案派给权属单位；巡检与更换有周期，应急处置率有据可查。',
    en: 'A record and a code for every cover: tilt, water and gas raise alarms that become cases of the cover’s own kind for its owner; inspection has its cycle, and the rate of emergencies dealt with can be looked into.',
  },
  components: covers.map((code) => ({ edition: '2026', kind: 'component' as const, code })),
  sense: {
    devices: [
      {
        id: 'cover-sensor',
        title: { zh: '井盖倾斜传感器', en: 'Cover sensor' },
        components: [...covers],
        metrics: [
          { name: 'tilted', unit: '', title: { zh: '倾斜报警', en: 'Tilted' } },
          { name: 'tilt', unit: '°', title: { zh: '倾角', en: 'Tilt' } },
          battery,
        ],
      },
      {
        id: 'well-level',
        title: { zh: '井内液位计', en: 'Level gauge' },
        components: [...drains],
        metrics: [{ name: 'fill', unit: '%', title: { zh: '水位占井深', en: 'Water of the depth' } }, battery],
      },
      {
        id: 'well-gas',
        title: { zh: '井内可燃气体探测器', en: 'Gas detector' },
        components: [...covers],
        metrics: [{ name: 'methane', unit: '%LEL', title: { zh: '可燃气体', en: 'Burnable gas' } }, battery],
      },
    ],
  },
  analyse: {
    rules,
    layer: {
      alarm: { title: { zh: '开启、水位、燃气报警', en: 'Open, water or gas' }, tone: 'red', glyph: 'triangle' },
    },
  },
  serve: {
    requests: ['01001', '01002', '01003', '01005', '01007', '01011', '01023'].map((code) => ({
      title: { zh: '井盖丢失、破损、移位', en: 'A cover is missing, broken or displaced' },
      category: { edition: '2026', kind: 'matter' as const, code },
    })),
  },
  command: {
    jobs: [
      {
        id: 'make-safe',
        title: { zh: '现场设围挡', en: 'Make it safe' },
        checklist: [
          { zh: '围挡、警示灯到位并拍照', en: 'Fenced, lit and photographed' },
          { zh: '确认权属单位并告知', en: 'The owner is known and was told' },
          { zh: '专人看守至修复或移交', en: 'Somebody stays until it is mended or handed over' },
        ],
        limit: { value: 1, unit: 'urgent_hour', source: { text: '一小时内设围挡为本区约定', mark: 'J' } },
      },
      {
        id: 'replace-cover',
        title: { zh: '更换井盖', en: 'Replace a cover' },
        checklist: [
          { zh: '承载等级与道路相符', en: 'The load class suits the road' },
          { zh: '防坠网完好', en: 'The fall net is sound' },
          { zh: '盖框与路面高差合格', en: 'Cover and road are level' },
          { zh: '二维码标签已换贴', en: 'The new cover carries its code' },
        ],
        limit: { value: 24, unit: 'urgent_hour', source: { text: '24 小时内修复为本区约定', mark: 'J' } },
        cycle: { everyDays: 3_650, source: { text: '十年更换一次为本区约定，按材质和道路等级改', mark: 'J' } },
        onAcceptance: { intact: true },
      },
    ],
    inspections: [
      {
        id: 'cover-round',
        title: { zh: '井盖巡检', en: 'Round of the covers' },
        components: [...covers],
        everyDays: 30,
        checklist: [
          { zh: '无丢失、破损、移位、弹响', en: 'None missing, broken, displaced or rattling' },
          { zh: '防坠网完好', en: 'Fall nets are sound' },
          { zh: '标识与权属相符', en: 'The sign names its owner' },
        ],
        source: { text: '每月一次为本区约定', mark: 'J' },
        job: 'replace-cover',
      },
      {
        id: 'before-flood-season',
        title: { zh: '汛前雨水井检查', en: 'Drains before the flood season' },
        components: [...drains],
        everyDays: 365,
        checklist: [
          { zh: '井内无淤堵', en: 'Not silted up' },
          { zh: '液位计读数与实测相符', en: 'The gauge agrees with the stick' },
        ],
        source: { text: '城镇排水与污水处理条例第 27 条：汛前全面检查', mark: 'S' },
      },
    ],
  },
  supervise: { indicators, wall: ['emergency-handled', 'covers-intact', 'owner-known'] },
  demo,
  demoNow,
})
