import { type DeclaredFrame, readPosition } from '#city/place/declared-frame.ts'
import type { Point } from '#city/place/frame.ts'
import type { Problem } from '#kernel/problem.ts'
import { type DeviceColumn, deviceColumns, kindOf } from './import-columns.ts'
import { kindNames } from './names.ts'
import { deviceProblems } from './problems.ts'
import { normalSender, type ProtocolName, protocolNames } from './sender.ts'

export type DeviceRowGiven = Readonly<Partial<Record<DeviceColumn, string>>>

/** What rows are judged against: what the district has, by the words a file may use. */
export type JudgeContext = {
  readonly frame: DeclaredFrame
  readonly components: ReadonlySet<string>
  /** Units by identifier and by name. */
  readonly units: ReadonlyMap<string, string>
}

export type JudgedDevice = {
  readonly protocol: ProtocolName
  readonly sender: string
  readonly name: string
  readonly kind: string
  readonly maker: string
  readonly model: string
  readonly componentCode: string | null
  readonly unitId: string | null
  readonly place: Point | null
}

const longest = 60

/** Judges one row by itself; all its faults are listed, not the first. */
export function judgeDevice(
  row: DeviceRowGiven,
  { frame, components, units }: JudgeContext,
): { device: JudgedDevice } | { refusals: readonly Problem[] } {
  const refusals: Problem[] = []
  const text = (name: DeviceColumn): string => row[name]?.trim() ?? ''
  for (const { name, zh, en, isRequired } of deviceColumns) {
    const value = text(name as DeviceColumn)
    if (isRequired && value === '') refusals.push(deviceProblems.device_field_missing({ zh, en }, name))
    if (value.length > longest) refusals.push(deviceProblems.device_field_too_long({ zh, en, most: longest }, name))
  }
  const protocol = protocolOf(text('protocol'))
  if (text('protocol') && !protocol)
    refusals.push(deviceProblems.device_protocol_unknown({ text: text('protocol') }, 'protocol'))
  const normal = protocol && text('sender') ? normalSender(protocol, text('sender')) : { sender: '' }
  if ('rule' in normal) refusals.push(deviceProblems.device_sender_invalid({ rule: normal.rule }, 'sender'))
  const kind = kindOf(text('kind'), kindNames)
  if (text('kind') && !kind) refusals.push(deviceProblems.device_kind_unknown({ text: text('kind') }, 'kind'))
  const componentCode = text('componentCode') || null
  if (componentCode && !components.has(componentCode))
    refusals.push(deviceProblems.device_component_unknown({ code: componentCode }, 'componentCode'))
  const unitId = text('unit') === '' ? null : units.get(text('unit'))
  if (unitId === undefined) refusals.push(deviceProblems.device_unit_unknown({}, 'unit'))
  const place = placeOf(text('lon'), text('lat'), frame, refusals)
  if (refusals.length > 0 || !protocol || !kind || unitId === undefined || 'rule' in normal) return { refusals }
  const { sender } = normal
  const [name, maker, model] = [text('name'), text('maker'), text('model')]
  return { device: { protocol, sender, name, kind, maker, model, componentCode, unitId, place } }
}

/** `JT/T 808-2019`, `jt808`, `HJ212-2017` … */
function protocolOf(word: string): ProtocolName | undefined {
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace('jtt', 'jt')
  return protocolNames.find((name) => plain.startsWith(name))
}

function placeOf(lon: string, lat: string, frame: DeclaredFrame, refusals: Problem[]): Point | null {
  if (lon === '' && lat === '') return null
  const degrees = (text: string) => (text === '' ? Number.NaN : Number(text))
  const read = readPosition(frame, degrees(lon), degrees(lat), 'lon')
  if (!('problem' in read)) return read.point
  refusals.push(read.problem)
  return null
}
