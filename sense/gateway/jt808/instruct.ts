import { Malformed } from '../bytes/malformed.ts'
import type { Instruction } from '../instruction.ts'
import type { Edition } from './edition.ts'
import type { Message } from './messages.ts'
import { parameterIds } from './parameter-names.ts'
import { settingsOf } from './settings.ts'

type Values = Instruction['values']

/** The message that tells a terminal what it is to do. Throws `Malformed` for what no message says. */
export function messageFor({ kind, values }: Pick<Instruction, 'kind' | 'values'>, edition: Edition): Message {
  switch (kind) {
    case 'locate':
      return { name: 'askLocation', body: {} }
    case 'text':
      return { name: 'cabinText', body: cabinText(values, edition) }
    case 'photograph':
      return {
        name: 'snapshot',
        body: { ...usualPhoto, channel: number(values, 'channel'), command: number(values, 'count') },
      }
    case 'read-settings':
      return { name: 'askAllParameters', body: {} }
    case 'read-parameters': {
      const ids = parameterIds(String(values.ids ?? ''))
      if (!ids) throw new Malformed('value', 0, 'no list of settings')
      return { name: 'askParameters', body: { ids } }
    }
    case 'set-settings':
      return { name: 'setParameters', body: { parameters: settingsOf(values) } }
    case 'restart':
      return { name: 'terminalControl', body: { command: 4, parameters: '' } }
    default:
      return areaMessage(kind, values)
  }
}

// 320 × 240 at the least would do; 640 × 480 is what a plate can be read on. Sent at once, not kept by the terminal.
const usualPhoto = {
  seconds: 0,
  save: 0,
  resolution: 2,
  quality: 5,
  brightness: 127,
  contrast: 64,
  saturation: 64,
  hue: 127,
}

// 2013 has a bit for each way, 2019 a class in the lowest two: 01 service, 10 urgent. JT/T 808-2019, table 40 [S].
function cabinText(values: Values, edition: Edition) {
  const [way, text] = [values.way, String(values.text ?? '')]
  const [screen, speech] = [1 << 2, way === 'screen' ? 0 : 1 << 3]
  if (edition !== 2019) return { flags: screen | speech | (way === 'urgent' ? 1 : 0), text }
  return { flags: screen | speech | (way === 'urgent' ? 0b10 : 0b01), kind: 2, text }
}

const add = 1
const limited = 1 << 1
const tellsPlatform = (1 << 3) | (1 << 5)

function areaMessage(kind: string, values: Values): Message {
  if (kind === 'delete-area') return deletion(values)
  const rules = rulesOf(values)
  const common = { id: number(values, 'id'), name: String(values.name ?? '') }
  const area = { ...common, ...rules }
  const points = pointsOf(values)
  switch (kind) {
    case 'set-circle':
      return {
        name: 'setCircles',
        body: { action: add, areas: [{ ...area, ...placeOf(values), radius: number(values, 'radius') }] },
      }
    case 'set-rectangle': {
      const [first, second] = points
      if (!first || !second) throw new Malformed('value', 0, 'a rectangle needs two corners')
      const corners = { top: first.latitude, left: first.longitude, bottom: second.latitude, right: second.longitude }
      return { name: 'setRectangles', body: { action: add, areas: [{ ...area, ...corners }] } }
    }
    case 'set-polygon':
      return { name: 'setPolygon', body: { ...area, vertices: points } }
    case 'set-route': {
      const width = number(values, 'width')
      const corners = points.map((one, index) => ({ ...one, id: index + 1, segment: index + 1, width, attributes: 0 }))
      return { name: 'setRoute', body: { ...common, attributes: tellsPlatform, corners } }
    }
    default:
      throw new Malformed('value', 0, `no message says ${kind}`)
  }
}

function rulesOf(values: Values) {
  if (values.maxSpeed === undefined) return { attributes: tellsPlatform }
  const maxSpeed = number(values, 'maxSpeed')
  const seconds = typeof values.seconds === 'number' ? values.seconds : 10
  return { attributes: tellsPlatform | limited, maxSpeed, seconds, nightMaxSpeed: maxSpeed }
}

function deletion(values: Values): Message {
  const id = number(values, 'id')
  const body = { ids: id === 0 ? [] : [id] }
  switch (values.shape) {
    case 'circle':
      return { name: 'deleteCircles', body }
    case 'rectangle':
      return { name: 'deleteRectangles', body }
    case 'polygon':
      return { name: 'deletePolygons', body }
    default:
      return { name: 'deleteRoutes', body }
  }
}

const millionths = (degrees: number): number => Math.round(degrees * 1e6)

const placeOf = (values: Values) => ({
  latitude: millionths(number(values, 'lat')),
  longitude: millionths(number(values, 'lon')),
})

/** Points as they are written in an instruction: `longitude,latitude`, one a line. */
const pointsOf = ({ points }: Values) =>
  String(points ?? '')
    .split(/[\n;；]+/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [lon = '', lat = ''] = line.trim().split(/\s*[,，\s]\s*/)
      return { latitude: millionths(Number(lat)), longitude: millionths(Number(lon)) }
    })

function number(values: Values, name: string): number {
  const value = values[name]
  if (typeof value !== 'number') throw new Malformed('value', 0, `${name} is missing`)
  return value
}

/** What a terminal says to a message in general. JT/T 808-2019, 8.1 [S]. */
export const replyWords: Readonly<Record<number, { zh: string; en: string }>> = {
  0: { zh: '成功', en: 'done' },
  1: { zh: '失败', en: 'failed' },
  2: { zh: '消息有误', en: 'wrong message' },
  3: { zh: '不支持', en: 'not supported' },
}

/** Kinds that are answered by what they ask for, and not by the general reply before it. */
export const asksForData: ReadonlySet<string> = new Set(['locate', 'read-settings', 'read-parameters', 'photograph'])
