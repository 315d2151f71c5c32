import { pointFault, pointIn } from '#city/place/frame.ts'
import { type Dictionary, dictionaryOf } from '../../gateway/jt808/dictionary/known.ts'
import { fixOf } from '../../gateway/jt808/fix.ts'
import type { Item, Location } from '../../gateway/jt808/location.ts'
import type { Words } from '../check.ts'
import { clockFault } from '../examiner.ts'

/** What is wrong with one location, by check; undefined is right. A check that is not there was not to be seen. */
export type LocationFindings = Partial<
  Record<'clock' | 'place' | 'units' | 'items' | 'knownItems' | 'bits', Words | undefined>
>

export type Circumstances = { at: Date | null; isLate: boolean; is2019: boolean; dictionaries: readonly string[] }

/** Looks at one location report. `own` is the terminal's time, where there is one. */
export function examineLocation(
  one: Location,
  { at, isLate, is2019, dictionaries }: Circumstances,
): { own: Date | undefined; findings: LocationFindings; unknown: string[] } {
  const fix = fixOf(one)
  const { unknown, wrong } = itemsOf(one.items, dictionaryOf(dictionaries))
  const findings: LocationFindings = {
    clock: clockFault(fix.at, at, isLate),
    units: unitFault(one),
    bits: bitFault(one, is2019),
    items: one.left ? { zh: '最后一项超出消息体', en: 'the last item overruns the body' } : wrong,
    knownItems:
      unknown.length > 0
        ? { zh: `未知附加项 ${unknown.join(' ')}`, en: `unknown items ${unknown.join(' ')}` }
        : undefined,
  }
  if (fix.fixed) findings.place = placeFault(fix)
  return { own: fix.at, findings, unknown }
}

function placeFault({ longitude, latitude, shifted }: ReturnType<typeof fixOf>): Words | undefined {
  if (shifted) return { zh: '坐标经保密插件偏移（状态位 5）', en: 'shifted by a plug-in (status bit 5)' }
  const { lon, lat } = pointIn('WGS84', longitude, latitude)
  const fault = pointFault(lon, lat)
  return fault ? { zh: `已定位而坐标为 ${lon}, ${lat}`, en: `fixed, yet at ${lon}, ${lat}` } : undefined
}

// A vehicle on a road: 300 km/h and 6,000 m are beyond all of them, and what is beyond is in another unit.
const mostSpeed = 3_000
const mostAltitude = 6_000

function unitFault({ speed, course, altitude }: Location): Words | undefined {
  if (speed > mostSpeed) return { zh: `速度 ${speed / 10} km/h`, en: `speed ${speed / 10} km/h` }
  if (course > 359) return { zh: `方向 ${course}°`, en: `course ${course}°` }
  return altitude > mostAltitude ? { zh: `高程 ${altitude} m`, en: `altitude ${altitude} m` } : undefined
}

// Bits 6, 7 and 22 of the status are of 2019, and 23 to 31 are nobody's; of the alarms 15 to 17 are of 2019, 31 of 2013.
const reservedStatus = (is2019: boolean): number => (is2019 ? 0xff80_0000 : 0xffc0_00c0) >>> 0
const reservedAlarms = (is2019: boolean): number => (is2019 ? 0x8000_0000 : 0x0003_8000) >>> 0

function bitFault({ status, alarms }: Location, is2019: boolean): Words | undefined {
  const [inStatus, inAlarms] = [(status & reservedStatus(is2019)) >>> 0, (alarms & reservedAlarms(is2019)) >>> 0]
  if (inStatus === 0 && inAlarms === 0) return undefined
  const hex = (bits: number): string => bits.toString(16).padStart(8, '0')
  return {
    zh: `保留位：状态 ${hex(inStatus)}，报警 ${hex(inAlarms)}`,
    en: `reserved bits: status ${hex(inStatus)}, alarms ${hex(inAlarms)}`,
  }
}

function itemsOf(items: readonly Item[], dictionary: Dictionary): { unknown: string[]; wrong: Words | undefined } {
  const unknown: string[] = []
  let wrong: Words | undefined
  for (const item of items) {
    const name = item.id.toString(16).padStart(2, '0').toUpperCase()
    const judged = dictionary.judge(item)
    if (judged === 'unknown') unknown.push(name)
    if (judged === 'length') {
      wrong ??= { zh: `附加项 ${name} 长 ${item.bytes.length} 字节`, en: `item ${name} has ${item.bytes.length} bytes` }
    }
  }
  return { unknown: [...new Set(unknown)], wrong }
}
