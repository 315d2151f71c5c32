import { isDeepStrictEqual } from 'node:util'
import type { Frame, Read } from '#sense/gateway/jt808/codec.ts'
import { idOf } from '#sense/gateway/jt808/messages.ts'
import { ownWords } from './jt808-words.ts'

type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain }

/** Why a whole decoding by another project differs from ours, or undefined when it does not. */
export function sameDecoding({ header }: Frame, read: Read, expect: string): string | undefined {
  if (read.name === 'unknown') return 'a message of its maker’s own'
  const theirs = parsed(expect)
  if (!theirs) return 'the expected decoding is cut off in the set'
  const { messageId, clientId, serialNo, properties, protocolVersion, verified, ...body } = theirs
  if (verified !== true) return 'its own project finds it wrong'
  if (messageId !== idOf(read.name) || clientId !== header.phone || serialNo !== header.serial) return 'header differs'
  if (protocolVersion !== (header.version ?? 0)) return 'protocol version differs'
  if (typeof properties !== 'number') return 'no properties to compare'
  const words = ownWords[read.name]
  if (!words) return `no words to compare ${read.name} by`
  const ours = plainOf(words(read.body as never))
  return firstDifference(ours, plainOf(body), '')
}

// The set keeps the first 1,500 characters of a decoding.
function parsed(expect: string): Record<string, Plain> | undefined {
  try {
    return JSON.parse(expect)
  } catch {
    return undefined
  }
}

// Times as digits, bytes as numbers and nothing undefined, so that both sides are written the same way.
function plainOf(value: unknown): Plain {
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(plainOf)
  if (typeof value === 'string') return timeDigits(value)
  if (value === null || typeof value !== 'object') return value as Plain
  const entries = Object.entries(value).filter(([name, one]) => one !== undefined && !isHeaderOfItem(name))
  return Object.fromEntries(entries.map(([name, one]) => [name, plainOf(one)]))
}

// Their locations inside other messages repeat an empty header.
const isHeaderOfItem = (name: string): boolean =>
  ['messageId', 'properties', 'protocolVersion', 'serialNo', 'verified'].includes(name)

const timeDigits = (text: string): string =>
  /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? text.slice(2).replace(/[-T:]/g, '') : text

function firstDifference(ours: Plain, theirs: Plain, path: string): string | undefined {
  if (isDeepStrictEqual(ours, theirs)) return undefined
  if (isObject(ours) && isObject(theirs)) {
    for (const name of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
      const found = firstDifference(ours[name] ?? null, theirs[name] ?? null, path ? `${path}.${name}` : name)
      if (found) return found
    }
    return undefined
  }
  const short = (value: Plain): string => JSON.stringify(value).slice(0, 60)
  return `${path || 'body'} is ${short(ours)}, ${short(theirs)} expected`
}

const isObject = (value: Plain): value is { [name: string]: Plain } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
