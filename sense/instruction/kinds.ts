type Words = { readonly zh: string; readonly en: string }

/** One value of an instruction, as a form asks for it. */
export type Field = Words & { name: string; isOptional?: boolean } & (
    | { type: 'text'; most: number; form?: TextForm }
    | { type: 'number'; min: number; max: number; step?: number; usual?: number }
    | { type: 'choice'; choices: readonly (Words & { value: string })[] }
    | { type: 'points'; least: number; most: number }
  )

/** How a text is written that is not free, with an example. */
const textForms = {
  ids: { pattern: /^0x[0-9a-f]{1,8}([,，\s]+0x[0-9a-f]{1,8}){0,49}$/i, example: '0x0001, 0x0029' },
  clock: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, example: '18:30' },
  day: { pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, example: '2026-11-30' },
} as const
export type TextForm = keyof typeof textForms

/** What a text of a form looks like. */
export const exampleOf = (form: TextForm): string => textForms[form].example

/** Something that devices of a protocol can be told. `basis` is where the protocol says so. */
export type Kind = Words & { kind: string; basis: string; fields: readonly Field[] }

const seconds = (name: string, zh: string, en: string, max = 86_400): Field => ({
  name,
  zh: `${zh}（秒）`,
  en: `${en} (s)`,
  type: 'number',
  min: 1,
  max,
  isOptional: true,
})

const sunMinutes = (name: string, zh: string, en: string): Field => ({
  ...{ name, zh, en, type: 'number', min: -120, max: 120, isOptional: true },
})

const areaId: Field = { name: 'id', zh: '区域编号', en: 'Number', type: 'number', min: 1, max: 4_294_967_295 }
const areaName: Field = { name: 'name', zh: '名称', en: 'Name', type: 'text', most: 40, isOptional: true }
const limit: readonly Field[] = [
  {
    name: 'maxSpeed',
    zh: '限速（km/h）',
    en: 'Speed limit (km/h)',
    type: 'number',
    min: 1,
    max: 200,
    isOptional: true,
  },
  seconds('seconds', '超速持续', 'Over it for', 255),
]
const degrees = (name: string, zh: string, en: string, most: number): Field => ({
  name,
  zh,
  en,
  type: 'number',
  min: -most,
  max: most,
  step: 0.000_001,
})

const shapes = {
  name: 'shape',
  zh: '类型',
  en: 'Shape',
  type: 'choice',
  choices: [
    { value: 'circle', zh: '圆形', en: 'Circle' },
    { value: 'rectangle', zh: '矩形', en: 'Rectangle' },
    { value: 'polygon', zh: '多边形', en: 'Polygon' },
    { value: 'route', zh: '路线', en: 'Route' },
  ],
} as const

const jt808: readonly Kind[] = [
  { kind: 'locate', zh: '立即定位', en: 'Locate now', basis: 'JT/T 808 0x8201', fields: [] },
  {
    kind: 'text',
    zh: '下发文本',
    en: 'Show a text',
    basis: 'JT/T 808 0x8300',
    fields: [
      { name: 'text', zh: '内容', en: 'Text', type: 'text', most: 400 },
      {
        name: 'way',
        zh: '方式',
        en: 'How',
        type: 'choice',
        choices: [
          { value: 'screen', zh: '屏幕显示', en: 'On the screen' },
          { value: 'speech', zh: '屏幕显示并播报', en: 'On the screen and spoken' },
          { value: 'urgent', zh: '紧急，显示并播报', en: 'Urgent, shown and spoken' },
        ],
      },
    ],
  },
  {
    kind: 'photograph',
    zh: '拍照',
    en: 'Photograph',
    basis: 'JT/T 808 0x8801',
    fields: [
      { name: 'channel', zh: '通道', en: 'Channel', type: 'number', min: 1, max: 64, usual: 1 },
      { name: 'count', zh: '张数', en: 'How many', type: 'number', min: 1, max: 10, usual: 1 },
    ],
  },
  { kind: 'read-settings', zh: '查询参数', en: 'Ask its settings', basis: 'JT/T 808 0x8104', fields: [] },
  {
    kind: 'read-parameters',
    zh: '查询指定参数',
    en: 'Ask some of its settings',
    basis: 'JT/T 808 0x8106',
    fields: [{ name: 'ids', zh: '参数 ID', en: 'Their ids', type: 'text', most: 500, form: 'ids' }],
  },
  {
    kind: 'set-settings',
    zh: '设置参数',
    en: 'Change its settings',
    basis: 'JT/T 808 0x8103',
    fields: [
      seconds('heartbeat', '心跳间隔', 'Heartbeat'),
      seconds('interval', '缺省汇报间隔', 'Reporting'),
      seconds('sleepingInterval', '休眠汇报间隔', 'Reporting asleep'),
      seconds('emergencyInterval', '紧急报警汇报间隔', 'Reporting in an emergency'),
      {
        name: 'maxSpeed',
        zh: '最高速度（km/h）',
        en: 'Top speed (km/h)',
        type: 'number',
        min: 1,
        max: 200,
        isOptional: true,
      },
      seconds('overspeed', '超速持续', 'Over it for', 3_600),
    ],
  },
  {
    kind: 'restart',
    zh: '终端复位',
    en: 'Restart',
    basis: 'JT/T 808 0x8105',
    fields: [],
  },
  {
    kind: 'set-circle',
    zh: '设置圆形区域',
    en: 'Set a circle',
    basis: 'JT/T 808 0x8600',
    fields: [
      areaId,
      areaName,
      degrees('lon', '圆心经度', 'Longitude', 180),
      degrees('lat', '圆心纬度', 'Latitude', 90),
      { name: 'radius', zh: '半径（米）', en: 'Radius (m)', type: 'number', min: 10, max: 100_000 },
      ...limit,
    ],
  },
  {
    kind: 'set-rectangle',
    zh: '设置矩形区域',
    en: 'Set a rectangle',
    basis: 'JT/T 808 0x8602',
    fields: [
      areaId,
      areaName,
      {
        name: 'points',
        zh: '左上、右下两点',
        en: 'Left upper and right lower corner',
        type: 'points',
        least: 2,
        most: 2,
      },
      ...limit,
    ],
  },
  {
    kind: 'set-polygon',
    zh: '设置多边形区域',
    en: 'Set a polygon',
    basis: 'JT/T 808 0x8604',
    fields: [
      areaId,
      areaName,
      { name: 'points', zh: '顶点', en: 'Corners', type: 'points', least: 3, most: 100 },
      ...limit,
    ],
  },
  {
    kind: 'set-route',
    zh: '设置路线',
    en: 'Set a route',
    basis: 'JT/T 808 0x8606',
    fields: [
      areaId,
      areaName,
      { name: 'points', zh: '拐点', en: 'Corners', type: 'points', least: 2, most: 100 },
      { name: 'width', zh: '路宽（米）', en: 'Width (m)', type: 'number', min: 1, max: 255, usual: 30 },
    ],
  },
  {
    kind: 'delete-area',
    zh: '删除区域或路线',
    en: 'Delete an area or a route',
    basis: 'JT/T 808 0x8601/03/05/07',
    fields: [shapes, { ...areaId, zh: '编号（0 为全部）', en: 'Number (0: all)', min: 0 }],
  },
]

const hj212: readonly Kind[] = [
  { kind: 'read-time', zh: '提取现场机时间', en: 'Ask its time', basis: 'HJ 212 CN=1011', fields: [] },
  { kind: 'set-time', zh: '校准现场机时间', en: 'Set its time to ours', basis: 'HJ 212 CN=1012', fields: [] },
  {
    kind: 'read-interval',
    zh: '提取实时数据间隔',
    en: 'Ask its reporting interval',
    basis: 'HJ 212 CN=1061',
    fields: [],
  },
  {
    kind: 'set-interval',
    zh: '设置实时数据间隔',
    en: 'Set its reporting interval',
    basis: 'HJ 212 CN=1062',
    fields: [{ name: 'interval', zh: '间隔（秒）', en: 'Interval (s)', type: 'number', min: 30, max: 3_600 }],
  },
  { kind: 'sample-now', zh: '即时采样', en: 'Sample now', basis: 'HJ 212 CN=3012', fields: [] },
  { kind: 'read-identity', zh: '提取设备唯一标识', en: 'Ask its identity', basis: 'HJ 212 CN=3019', fields: [] },
]

const mqtt: readonly Kind[] = [
  {
    kind: 'send',
    zh: '下发命令',
    en: 'Send a command',
    basis: 'yiwang/v1/{device}/down',
    fields: [
      { name: 'name', zh: '命令', en: 'Command', type: 'text', most: 60 },
      { name: 'parameters', zh: '参数（JSON）', en: 'Parameters (JSON)', type: 'text', most: 2_000, isOptional: true },
    ],
  },
]

const clock = (name: string, zh: string, en: string, isOptional = false): Field => ({
  name,
  zh: `${zh}（时:分）`,
  en: `${en} (hh:mm)`,
  type: 'text',
  most: 5,
  form: 'clock',
  isOptional,
})

/** What lamps and cabinets are told, in whatever protocol of theirs. */
const lamps = (basis: string): readonly Kind[] => [
  {
    kind: 'lamp',
    zh: '开关与调光',
    en: 'Switch and dim',
    basis,
    fields: [
      {
        name: 'state',
        zh: '开关',
        en: 'State',
        type: 'choice',
        choices: [
          { value: 'on', zh: '开', en: 'on' },
          { value: 'off', zh: '关', en: 'off' },
        ],
      },
      { name: 'level', zh: '亮度（%）', en: 'Level (%)', type: 'number', min: 0, max: 100, isOptional: true },
    ],
  },
  {
    kind: 'lamp-plan',
    zh: '下发当晚开关灯时刻',
    en: 'Tonight’s hours',
    basis,
    fields: [
      { name: 'day', zh: '日期', en: 'Day', type: 'text', most: 10, form: 'day' },
      clock('on', '开灯', 'On at'),
      clock('off', '关灯', 'Off at'),
      clock('restFrom', '半夜灯熄', 'Rests from', true),
      clock('restTo', '半夜灯亮', 'Rests until', true),
      // What follows the sun by itself is told how far from it, and in which group it is.
      sunMinutes('sunsetMinutes', '日落后（分钟）', 'Minutes after sunset'),
      sunMinutes('sunriseMinutes', '日出后（分钟）', 'Minutes after sunrise'),
      { name: 'group', zh: '灯组', en: 'Group', type: 'text', most: 60, isOptional: true },
    ],
  },
]

/** What devices can be told, by protocol. Those that are not here can be told nothing. */
export const kindsOf = (protocol: string): readonly Kind[] => byProtocol.get(protocol) ?? []

const byProtocol: ReadonlyMap<string, readonly Kind[]> = new Map([
  ['jt808', jt808],
  ['hj212', hj212],
  ['mqtt', [...mqtt, ...lamps('yiwang/v1/{device}/down')]],
  ['talq', lamps('TALQ 2.7 /override-commands, /assign-commands')],
  ...['onenet', 'ctwing', 'iotda'].map((name) => [name, lamps('PUSH_DOWN_URL')] as const),
])

export type Values = Record<string, string | number>

/** Values that fit the fields of an instruction, or the field that does not and why. */
export function checkValues(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
): { values: Values } | { field: string; fault: Words } {
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) return { field: unknown, fault: { zh: '没有这一项', en: 'there is no such value' } }
  const values: Values = {}
  for (const field of fields) {
    const value = given[field.name]
    if (value === undefined || value === '' || value === null) {
      if (!field.isOptional) return { field: field.name, fault: { zh: '必填', en: 'is needed' } }
      continue
    }
    const fault = faultOf(field, value)
    if (fault) return { field: field.name, fault }
    values[field.name] = value as string | number
  }
  return { values }
}

function faultOf(field: Field, value: unknown): Words | undefined {
  switch (field.type) {
    case 'number': {
      const isRight = typeof value === 'number' && value >= field.min && value <= field.max
      const isWhole = field.step !== undefined || Number.isInteger(value)
      return isRight && isWhole
        ? undefined
        : { zh: `须为 ${field.min}–${field.max}`, en: `must be ${field.min} to ${field.max}` }
    }
    case 'text': {
      const form = field.form && textForms[field.form]
      if (form && typeof value === 'string' && !form.pattern.test(value.trim())) {
        return { zh: `应如 ${form.example}`, en: `is written as ${form.example}` }
      }
      return typeof value === 'string' && value.length <= field.most
        ? undefined
        : { zh: `至多 ${field.most} 字`, en: `at most ${field.most} characters` }
    }
    case 'choice':
      return field.choices.some((choice) => choice.value === value)
        ? undefined
        : { zh: '没有这个选项', en: 'no such choice' }
    case 'points': {
      const count = typeof value === 'string' ? pointsIn(value)?.length : undefined
      return count !== undefined && count >= field.least && count <= field.most
        ? undefined
        : {
            zh: `每行“经度,纬度”，${field.least}–${field.most} 点`,
            en: `“longitude,latitude” a line, ${field.least} to ${field.most} points`,
          }
    }
  }
}

/** Points written as `longitude,latitude`, one a line, or undefined where a line is none. */
export function pointsIn(text: string): { lon: number; lat: number }[] | undefined {
  const points: { lon: number; lat: number }[] = []
  for (const line of text.split(/[\n;；]+/)) {
    if (line.trim() === '') continue
    const found = /^\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d{1,9})?)\s*$/.exec(line)
    const [lon, lat] = [Number(found?.[1]), Number(found?.[2])]
    if (!found || Math.abs(lon) > 180 || Math.abs(lat) > 90) return undefined
    points.push({ lon, lat })
  }
  return points
}
