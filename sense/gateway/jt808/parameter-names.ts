type Words = { readonly zh: string; readonly en: string }

/** Settings of a terminal by id: what they are, and whether they are text. JT/T 808-2019, table 12 [S]. */
const known: Readonly<Record<number, Words & { isText?: boolean }>> = {
  1: { zh: '心跳间隔（秒）', en: 'Heartbeat (s)' },
  2: { zh: 'TCP 应答超时（秒）', en: 'TCP timeout (s)' },
  3: { zh: 'TCP 重传次数', en: 'TCP retries' },
  16: { zh: '主服务器 APN', en: 'Main APN', isText: true },
  19: { zh: '主服务器地址', en: 'Main server', isText: true },
  23: { zh: '备份服务器地址', en: 'Backup server', isText: true },
  32: { zh: '位置汇报策略', en: 'Reporting strategy' },
  33: { zh: '位置汇报方案', en: 'Reporting scheme' },
  39: { zh: '休眠汇报间隔（秒）', en: 'Interval asleep (s)' },
  40: { zh: '紧急报警汇报间隔（秒）', en: 'Interval in an emergency (s)' },
  41: { zh: '缺省汇报间隔（秒）', en: 'Interval (s)' },
  44: { zh: '缺省汇报距离（米）', en: 'Distance (m)' },
  48: { zh: '拐点补传角度（度）', en: 'Turn angle (°)' },
  49: { zh: '非法位移阈值（米）', en: 'Illegal move radius (m)' },
  80: { zh: '报警屏蔽字', en: 'Alarm mask' },
  85: { zh: '最高速度（km/h）', en: 'Speed limit (km/h)' },
  86: { zh: '超速持续时间（秒）', en: 'Over it for (s)' },
  87: { zh: '连续驾驶门限（秒）', en: 'Driving time (s)' },
  90: { zh: '最长停车时间（秒）', en: 'Longest stop (s)' },
  93: { zh: '碰撞报警参数', en: 'Collision' },
  94: { zh: '侧翻报警参数', en: 'Rollover' },
  128: { zh: '里程表读数（0.1 km）', en: 'Odometer (0.1 km)' },
  129: { zh: '省域 ID', en: 'Province' },
  130: { zh: '市县域 ID', en: 'City' },
  132: { zh: '车牌颜色', en: 'Plate colour' },
}

/** The id of a setting as it is written: four digits of hexadecimal behind 0x. */
export const parameterKey = (id: number): string => `0x${id.toString(16).toUpperCase().padStart(4, '0')}`

/** What a setting is called, by its written id; one that is not known keeps that. */
export function parameterName(key: string): Words | undefined {
  return /^0x[0-9A-F]{4,8}$/.test(key) ? known[Number(key)] : undefined
}

/** Ids as people write them, parted by commas or spaces, or undefined where one is none. */
export function parameterIds(text: string): number[] | undefined {
  const parts = text.split(/[,，\s]+/).filter(Boolean)
  const ids = parts.map((part) => (/^0x[0-9a-f]{1,8}$/i.test(part) ? Number(part) : Number.NaN))
  return ids.length > 0 && ids.length <= 50 && ids.every(Number.isSafeInteger) ? ids : undefined
}

/** A setting's value: its text, its number where that fits, else its bytes in hexadecimal. */
export function parameterValue(id: number, bytes: Uint8Array, textOf: (bytes: Uint8Array) => string): string | number {
  if (known[id]?.isText) return textOf(bytes)
  const buffer = Buffer.from(bytes)
  return buffer.length > 0 && buffer.length <= 4 ? buffer.readUIntBE(0, buffer.length) : buffer.toString('hex')
}
