import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { TileLayerId } from './layer-contract.ts'
import type { TileSquare } from './mercator.ts'

/** Who asks, and when. */
export type Asking = { readonly db: Db; readonly actor: Actor; readonly now: Date }

/** What a layer shows somebody at this moment. */
export type Standing = {
  readonly version: string
  /** Whom the held tiles are shared with. */
  readonly scope: string
  /** Whether tiles under another version that was given out are still these. */
  accepts(version: string): boolean
}

export type Layer = {
  readonly id: TileLayerId
  readonly permission: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly minZoom: number
  readonly maxZoom: number
  /** What is to be known before a tile is answered from memory; `asked` is a version that somebody has from somewhere. */
  stand(asking: Asking, asked?: string): Promise<Standing>
  /** Makes a tile; undefined when there is nothing in it. */
  build(asking: Asking, square: TileSquare): Promise<Uint8Array | undefined>
}

/** Where the cache keeps the tiles of a layer's square, whoever sees them. */
export const squareName = (districtId: string, layer: TileLayerId, { z, x, y }: TileSquare): string =>
  `${districtId}/${layer}/${z}/${x}/${y}`

/**
 * Versions of layers that follow the outbox are positions in it. Whoever has heard up to `heard`, and the layer's last event at
 * `last`, has the same tiles for every position from `last` to `heard`: so processes agree without asking each other.
 */
export const isPresent = (asked: number, { last, heard }: { last: number; heard: number }): boolean =>
  Number.isSafeInteger(asked) && last <= asked && asked <= heard

/** A few digits that tell scopes apart in an address without saying whose it is. */
export const scopeMark = (scope: string): string => createHash('sha256').update(scope).digest('hex').slice(0, 8)
