import { z } from 'zod'
import { gbkText } from '../../bytes/gbk.ts'
import type { Item } from '../location.ts'

/**
 * How one value lies in an item: from byte `at`, in a form, times `scale` plus `offset`. `signed16` has its sign in the top
 * bit and the magnitude in the rest. `bit` is one bit of a byte, true when set, or when clear if `inverted`. A value equal to
 * one of `invalid` (before scaling) is no value.
 */
const value = z.strictObject({
  key: z.string(),
  at: z.int().min(0).default(0),
  form: z.enum(['u8', 'u16', 'u32', 'i8', 'i16', 'i32', 'signed16', 'bcd', 'digits', 'hex', 'text', 'bit']),
  length: z.int().positive().optional(),
  bit: z.int().min(0).max(31).optional(),
  inverted: z.boolean().optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  unit: z.string().optional(),
  invalid: z.array(z.int()).optional(),
})

type Value = z.infer<typeof value>

/** What an item of an id means when it has one of these lengths, or any length. */
const meaning = z.strictObject({
  id: z.string().regex(/^([0-9a-f]{2}){1,2}$/, 'id as hexadecimal'),
  name: z.string(),
  lengths: z.array(z.int()).optional(),
  values: z.array(value).default([]),
})

type Meaning = z.infer<typeof meaning>

/** Items inside an item, each behind a length and an id of two bytes; the length counts the id. */
const nested = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{2}$/),
  items: z.array(meaning),
})

/**
 * The meanings of additional items as data: what the standard gives, and what one maker's terminals add. `source` says where
 * each set was read, with its mark.
 */
export const dictionarySchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  items: z.array(meaning),
  nested: z.array(nested).default([]),
})

export type DictionaryData = z.input<typeof dictionarySchema>

/** One value that an item gave. */
export type Reading = { key: string; value: number | string | boolean; unit?: string }

/** Looks items up in one or several sets; a set named later is asked first, as a maker's own words are. */
export class Dictionary {
  readonly #meanings = new Map<string, Meaning[]>()
  readonly #nested = new Map<number, Map<string, Meaning[]>>()

  constructor(...sets: readonly DictionaryData[]) {
    for (const set of sets.toReversed()) {
      const { items, nested: inside } = dictionarySchema.parse(set)
      for (const one of items) put(this.#meanings, one)
      for (const { id, items: inner } of inside) {
        const at = Number.parseInt(id, 16)
        const known = this.#nested.get(at) ?? new Map<string, Meaning[]>()
        this.#nested.set(at, known)
        for (const one of inner) put(known, one)
      }
    }
  }

  /** The values of all items, in their order. Items that no set knows give nothing; they stay in the raw frame. */
  read(items: readonly Item[]): Reading[] {
    return items.flatMap(({ id, bytes }) => {
      const known = this.#find(this.#meanings, hex(id, 1), bytes.length)
      if (known) return valuesOf(known, Buffer.from(bytes))
      const inside = this.#nested.get(id)
      return inside ? this.#readNested(inside, Buffer.from(bytes)) : []
    })
  }

  /** Whether an item's id is known, and with that length. */
  judge({ id, bytes }: Item): 'known' | 'length' | 'unknown' {
    const name = hex(id, 1)
    if (this.#find(this.#meanings, name, bytes.length) || this.#nested.has(id)) return 'known'
    return this.#meanings.has(name) ? 'length' : 'unknown'
  }

  #readNested(known: ReadonlyMap<string, Meaning[]>, bytes: Buffer): Reading[] {
    const readings: Reading[] = []
    let at = 0
    while (at + 4 <= bytes.length) {
      const [length, id] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)]
      if (length < 2 || at + 2 + length > bytes.length) break
      const inner = bytes.subarray(at + 4, at + 2 + length)
      const found = this.#find(known, hex(id, 2), inner.length)
      if (found) readings.push(...valuesOf(found, inner))
      at += 2 + length
    }
    return readings
  }

  #find(known: ReadonlyMap<string, Meaning[]>, id: string, length: number): Meaning | undefined {
    return known.get(id)?.find(({ lengths }) => !lengths || lengths.includes(length))
  }
}

function put(known: Map<string, Meaning[]>, one: Meaning): void {
  known.set(one.id, [...(known.get(one.id) ?? []), one])
}

const hex = (value: number, bytes: number): string => value.toString(16).padStart(bytes * 2, '0')

const valuesOf = (known: Meaning, bytes: Buffer): Reading[] =>
  known.values.flatMap((one) => {
    const found = valueIn(one, bytes)
    return found === undefined ? [] : [{ key: one.key, value: found, ...(one.unit && { unit: one.unit }) }]
  })

const sizes = { u8: 1, i8: 1, bit: 1, u16: 2, i16: 2, signed16: 2, u32: 4, i32: 4 } as const

function valueIn(one: Value, bytes: Buffer): Reading['value'] | undefined {
  if (one.form === 'hex' || one.form === 'digits' || one.form === 'text' || one.form === 'bcd') {
    return textIn(one, bytes)
  }
  if (one.at + sizes[one.form] > bytes.length) return undefined
  if (one.form === 'bit') return bitIn(one, bytes)
  const plain = numberIn(one.form, one.at, bytes)
  if (one.invalid?.includes(plain)) return undefined
  // Scales are decimal; so is what is printed.
  return Number((plain * (one.scale ?? 1) + (one.offset ?? 0)).toPrecision(12))
}

function textIn({ form, at, length }: Value, bytes: Buffer): string | undefined {
  const part = bytes.subarray(at, length === undefined ? undefined : at + length)
  if (part.length === 0) return undefined
  if (form === 'text') return gbkText(part).replace(/\0+$/, '')
  const digits = part.toString('hex')
  if (form === 'bcd') return /^\d+$/.test(digits) ? digits : undefined
  return form === 'digits' ? digits.replace(/f+$/, '') : digits
}

function bitIn({ at, bit = 0, inverted = false }: Value, bytes: Buffer): boolean | undefined {
  const byte = bytes[at + (bit >> 3)]
  if (byte === undefined) return undefined
  return ((byte >> (bit & 7)) & 1) === (inverted ? 0 : 1)
}

function numberIn(
  form: Exclude<Value['form'], 'hex' | 'digits' | 'text' | 'bcd' | 'bit'>,
  at: number,
  bytes: Buffer,
): number {
  switch (form) {
    case 'u8':
      return bytes.readUInt8(at)
    case 'i8':
      return bytes.readInt8(at)
    case 'u16':
      return bytes.readUInt16BE(at)
    case 'i16':
      return bytes.readInt16BE(at)
    case 'u32':
      return bytes.readUInt32BE(at)
    case 'i32':
      return bytes.readInt32BE(at)
    case 'signed16': {
      const plain = bytes.readUInt16BE(at)
      return plain & 0x8000 ? -(plain & 0x7fff) : plain
    }
  }
}
