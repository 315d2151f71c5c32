import { gbkBytes, gbkText } from './gbk.ts'
import { Malformed } from './malformed.ts'
import type { ByteReader } from './reader.ts'
import type { ByteWriter } from './writer.ts'

/** The members of the structure that were read, or are to be written, before the one at hand. */
export type Seen = Readonly<Record<string, unknown>>

/**
 * How one value lies in bytes, said once for both directions. `Form` is what the whole message is written in, such as the
 * edition of its standard. What is written by a layout is read back equal.
 */
export type Layout<Value, Form = unknown> = {
  read(from: ByteReader, form: Form, seen: Seen): Value
  write(to: ByteWriter, value: Value, form: Form, seen: Seen): void
}

/** The value that a layout reads. */
export type ValueOf<Of> = Of extends Layout<infer Value, never> ? Value : never

export const byte: Layout<number> = { read: (from) => from.byte(), write: (to, value) => to.byte(value) }
export const word: Layout<number> = { read: (from) => from.word(), write: (to, value) => to.word(value) }
export const dword: Layout<number> = { read: (from) => from.dword(), write: (to, value) => to.dword(value) }

/** `2 × count` packed decimal digits. */
export const bcd = (count: number): Layout<string> => ({
  read: (from) => from.bcd(count),
  write: (to, value) => to.bcd(value, count),
})

/** GBK text in a place of fixed size. */
export const text = (count: number): Layout<string> => ({
  read: (from) => from.text(count),
  write: (to, value) => to.text(value, count),
})

/** GBK text behind its own length in bytes. */
export const countedText = (count: Layout<number>): Layout<string> => ({
  read: (from, form, seen) => from.text(count.read(from, form, seen)),
  write(to, value, form, seen) {
    const bytes = gbkBytes(value)
    count.write(to, bytes.length, form, seen)
    to.bytes(bytes)
  },
})

/** GBK text up to the end. Terminals append NUL where no standard asks for it; it is not part of the text. */
export const restText: Layout<string> = {
  read: (from) => gbkText(from.rest()).replace(/\0+$/, ''),
  write: (to, value) => to.bytes(gbkBytes(value)),
}

/** Bytes that the layout does not look into, in a place of fixed size. */
export const raw = (count: number): Layout<Uint8Array> => ({
  read: (from) => from.bytes(count),
  write(to, value) {
    if (value.length !== count) throw new Malformed('length', 0, `${value.length} bytes for a place of ${count}`)
    to.bytes(value)
  },
})

export const restRaw: Layout<Uint8Array> = { read: (from) => from.rest(), write: (to, value) => to.bytes(value) }

/** Bytes behind their own length. */
export const countedRaw = (count: Layout<number>): Layout<Uint8Array> => ({
  read: (from, form, seen) => from.bytes(count.read(from, form, seen)),
  write(to, value, form, seen) {
    count.write(to, value.length, form, seen)
    to.bytes(value)
  },
})

/** Named values one after the other. */
export function struct<Value extends object, Form = unknown>(
  parts: {
    [Name in keyof Value]: Layout<Value[Name], Form>
  },
): Layout<Value, Form> {
  const entries = Object.entries(parts) as [keyof Value, Layout<Value[keyof Value], Form>][]
  return {
    read(from, form) {
      const value: Partial<Value> = {}
      for (const [name, layout] of entries) {
        const member = layout.read(from, form, value as Seen)
        if (member !== undefined) value[name] = member
      }
      return value as Value
    },
    write(to, value, form) {
      for (const [name, layout] of entries) layout.write(to, value[name], form, value as Seen)
    },
  }
}

/** A value that is there on a condition of the form or of what stands before it. */
export const when = <Value, Form>(
  condition: (seen: Seen, form: Form) => boolean,
  layout: Layout<Value, Form>,
): Layout<Value | undefined, Form> => ({
  read: (from, form, seen) => (condition(seen, form) ? layout.read(from, form, seen) : undefined),
  write(to, value, form, seen) {
    if (!condition(seen, form)) return
    if (value === undefined) throw new Malformed('value', 0, 'a value that belongs here is missing')
    layout.write(to, value, form, seen)
  },
})

/** A value that old terminals leave out at the end. */
export const ifLeft = <Value, Form>(layout: Layout<Value, Form>): Layout<Value | undefined, Form> => ({
  read: (from, form, seen) => (from.left > 0 ? layout.read(from, form, seen) : undefined),
  write(to, value, form, seen) {
    if (value !== undefined) layout.write(to, value, form, seen)
  },
})

/** Items behind their number. A number that the rest cannot hold is refused before anything is read. */
export const list = <Item, Form>(count: Layout<number>, item: Layout<Item, Form>, least = 1): Layout<Item[], Form> => ({
  read(from, form, seen) {
    const many = count.read(from, form, seen)
    if (many * least > from.left) throw new Malformed('length', from.at, `${many} items said, ${from.left} bytes left`)
    return Array.from({ length: many }, () => item.read(from, form, seen))
  },
  write(to, value, form, seen) {
    count.write(to, value.length, form, seen)
    for (const one of value) item.write(to, one, form, seen)
  },
})

/** Items up to the end. */
export const restList = <Item, Form>(item: Layout<Item, Form>): Layout<Item[], Form> => ({
  read(from, form, seen) {
    const items: Item[] = []
    while (from.left > 0) items.push(item.read(from, form, seen))
    return items
  },
  write(to, value, form, seen) {
    for (const one of value) item.write(to, one, form, seen)
  },
})

/** Whether the named number before has a bit set. */
export const bit =
  (name: string, index: number) =>
  (seen: Seen): boolean => {
    const value = seen[name]
    return typeof value === 'number' && (value & (1 << index)) !== 0
  }
