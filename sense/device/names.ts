type Words = { readonly zh: string; readonly en: string }

/** What is measured, by the names that the codecs use. A name that is not here is shown as it is. */
export const metricNames: Readonly<Record<string, Words>> = {
  odometer: { zh: '里程', en: 'Odometer' },
  fuel: { zh: '油量', en: 'Fuel' },
  recorderSpeed: { zh: '行驶记录速度', en: 'Recorder speed' },
  compartmentTemperature: { zh: '车厢温度', en: 'Compartment' },
  vehicleSignals: { zh: '车辆信号', en: 'Vehicle signals' },
  signal: { zh: '信号强度', en: 'Signal' },
  satellites: { zh: '卫星数', en: 'Satellites' },
  alarms: { zh: '报警字', en: 'Alarm word' },
  ignition: { zh: '点火', en: 'Ignition' },
  battery: { zh: '电池电压', en: 'Battery' },
  batteryLevel: { zh: '电量', en: 'Battery level' },
  power: { zh: '外部电压', en: 'Supply' },
  temperature: { zh: '温度', en: 'Temperature' },
  humidity: { zh: '湿度', en: 'Humidity' },
  pressure: { zh: '气压', en: 'Pressure' },
  windSpeed: { zh: '风速', en: 'Wind speed' },
  windDirection: { zh: '风向', en: 'Wind direction' },
  tsp: { zh: '总悬浮颗粒物 TSP', en: 'TSP' },
  pm10: { zh: 'PM10', en: 'PM10' },
  pm25: { zh: 'PM2.5', en: 'PM2.5' },
  noise: { zh: '噪声', en: 'Noise' },
  waterLevel: { zh: '水位', en: 'Water level' },
  rain: { zh: '当前降水量', en: 'Rain' },
  rainTotal: { zh: '累计降水量', en: 'Rain in total' },
  flow: { zh: '流量', en: 'Flow' },
  waterTemperature: { zh: '水温', en: 'Water temperature' },
  noiseLeq: { zh: '等效声级', en: 'Leq' },
  speed: { zh: '车速', en: 'Speed' },
}

const periods: Readonly<Record<string, Words>> = {
  minute: { zh: '分钟均值', en: 'minute mean' },
  hour: { zh: '小时均值', en: 'hour mean' },
  day: { zh: '日均值', en: 'day mean' },
}

// What is counted over a period and not averaged over it.
const amounts: Readonly<Record<string, Words>> = {
  minute: { zh: '1 分钟', en: 'in a minute' },
  '5min': { zh: '5 分钟', en: 'in 5 minutes' },
  '10min': { zh: '10 分钟', en: 'in 10 minutes' },
  '30min': { zh: '30 分钟', en: 'in 30 minutes' },
  hour: { zh: '1 小时', en: 'in an hour' },
  '2h': { zh: '2 小时', en: 'in 2 hours' },
  '3h': { zh: '3 小时', en: 'in 3 hours' },
  '6h': { zh: '6 小时', en: 'in 6 hours' },
  '12h': { zh: '12 小时', en: 'in 12 hours' },
  day: { zh: '日', en: 'in a day' },
}

const learned = { kinds: new Map<string, Words>(), metrics: new Map<string, Words>() }

type Named = {
  readonly code: string
  readonly title: Words
  readonly metrics: readonly { name: string; title: Words }[]
}

/** Learns what kinds of devices and their metrics are called where they are declared; what is known here stays. */
export function learnNames(devices: readonly Named[]): void {
  for (const { code, title, metrics } of devices) {
    learned.kinds.set(code, title)
    for (const metric of metrics) learned.metrics.set(metric.name, metric.title)
  }
}

/** A metric as a reader knows it; the mean of a period is said behind it. */
export function metricName(metric: string): Words {
  const [name = '', period] = metric.split(':')
  const words = metricNames[name] ?? learned.metrics.get(name) ?? { zh: name, en: name }
  const named = name === 'rain' || name === 'evaporation' ? amounts : periods
  const span = period ? (named[period] ?? { zh: period, en: period }) : undefined
  return span ? { zh: `${words.zh}（${span.zh}）`, en: `${words.en} (${span.en})` } : words
}

/** Kinds of devices. A district may have others; those are shown by their own word. */
export const kindNames: Readonly<Record<string, Words>> = {
  'sweeper-truck': { zh: '清扫车', en: 'Sweeper' },
  'sprinkler-truck': { zh: '洒水车', en: 'Sprinkler' },
  'sanitation-truck': { zh: '环卫车', en: 'Sanitation truck' },
  'dust-station': { zh: '扬尘监测站', en: 'Dust station' },
}

export const kindName = (kind: string): Words => kindNames[kind] ?? learned.kinds.get(kind) ?? { zh: kind, en: kind }

/** How a device departs from its standard, by the words that the codecs use. */
export const deviationNames: Readonly<Record<string, Words>> = {
  clock: { zh: '时钟不可信', en: 'clock not believed' },
  'place zero': { zh: '坐标为 0', en: 'place is zero' },
  'place outside_china': { zh: '坐标不在中国', en: 'place outside China' },
  'place swapped': { zh: '经纬度颠倒', en: 'latitude and longitude swapped' },
  'place shifted': { zh: '坐标已加偏', en: 'place shifted by a plug-in' },
  'item cut short': { zh: '附加项残缺', en: 'item cut short' },
  'batch cut short': { zh: '批量上报残缺', en: 'batch cut short' },
  'value unread': { zh: '有值读不出', en: 'value unread' },
  'no request number': { zh: '缺请求编号 QN', en: 'no request number' },
  'no flag': { zh: '缺 Flag', en: 'no flag' },
  'flag without edition': { zh: 'Flag 未标版本', en: 'flag without edition' },
  'unknown edition': { zh: '未知版本', en: 'unknown edition' },
  'part not announced': { zh: '分包未声明', en: 'part not announced' },
  'station not 24 hexadecimal digits': { zh: 'MN 不是 24 位十六进制', en: 'MN is not 24 hexadecimal digits' },
  'wrong password': { zh: '密码与登记不符', en: 'password unlike the one registered' },
  'no time of its own': { zh: '上报不带时间', en: 'no time of its own' },
  'unit changed': { zh: '单位与此前不同', en: 'unit unlike before' },
  shed: { zh: '平台繁忙时暂不接收的定位', en: 'places left aside while the platform was busy' },
  slowed: { zh: '上报过快被放慢', en: 'slowed down for sending too much' },
  'stray separator': { zh: '多余分隔符', en: 'stray separator' },
}

/** Why a frame was refused, by the words that the gateway uses. */
export const refusalNames: Readonly<Record<string, Words>> = {
  checksum: { zh: '校验错误', en: 'wrong checksum' },
  length: { zh: '长度不符', en: 'wrong length' },
  escape: { zh: '转义错误', en: 'wrong escape' },
  short: { zh: '报文残缺', en: 'cut short' },
  rest: { zh: '报文之后有多余字节', en: 'bytes left over' },
  digit: { zh: '非数字', en: 'not a digit' },
  value: { zh: '取值不合法', en: 'no such value' },
  'not authenticated': { zh: '未鉴权即上报', en: 'spoke before it authenticated' },
  'wrong code': { zh: '鉴权码错误', en: 'wrong authentication code' },
  'not registered': { zh: '未登记', en: 'not registered' },
  'wrong password': { zh: '密码不符', en: 'wrong password' },
  'wrong signature': { zh: '签名不符', en: 'wrong signature' },
  'topic of another': { zh: '发布到他人主题', en: 'topic of another device' },
  'no credential set': { zh: '未设接入凭证', en: 'no credential was set for it' },
  'packet too long': { zh: '报文过长', en: 'packet too long' },
  'too long': { zh: '报文过长', en: 'too long' },
  'another terminal on the same connection': { zh: '同一连接出现其他终端号', en: 'another number on its connection' },
  'too many parts': { zh: '分包过多', en: 'too many parts' },
}

const refused = 'refused '

export function deviationName(deviation: string): Words {
  if (!deviation.startsWith(refused)) return deviationNames[deviation] ?? { zh: deviation, en: deviation }
  const reason = deviation.slice(refused.length)
  const { zh, en } = refusalNames[reason] ?? { zh: reason, en: reason }
  return { zh: `拒收：${zh}`, en: `refused: ${en}` }
}
