import type { CompiledCalendar } from '#city/calendar/compile.ts'
import type { Duty } from './duty.ts'

export type Named = { readonly code: string; readonly name: string }
export type KnownCategory = Named & { readonly kind: 'component' | 'matter' }
export type KnownPerson = { readonly personId: string; readonly name: string; readonly unitIds: readonly string[] }

/** What the district has, as far as rules may name it. */
export type World = {
  readonly units: readonly Named[]
  /** Active people only, with the units they hold posts in. */
  readonly people: readonly KnownPerson[]
  readonly categories: readonly KnownCategory[]
  readonly streets: readonly Named[]
  readonly communities: readonly Named[]
  readonly duties: readonly Duty[]
  readonly calendar: CompiledCalendar
}
