import { maskPersonal } from '#city/case/mask.ts'
import type { Component } from './store.ts'

/** Whether a reader keeps the register, and so sees its words as they stand; for others telephone and identity numbers are masked. */
export type Reader = { readonly isKeeper: boolean }

/** A component as a reader may see it. */
export const componentFor = <C extends Pick<Component, 'note' | 'attributes'>>(one: C, reader: Reader): C => ({
  ...one,
  note: forReader(one.note, reader),
  attributes: forReader(one.attributes, reader),
})

/** The register's own words and values as a reader may see them. */
export const forReader = <V>(value: V, { isKeeper }: Reader): V => (isKeeper ? value : (masked(value) as V))

function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskPersonal(value)
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one)]))
}
