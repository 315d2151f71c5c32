import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A tile as it travels; `body` is gzipped, and absent where there is nothing to draw. */
export type BuiltTile = { readonly etag: string; readonly body: Buffer | undefined }

type Held = { readonly tile: Promise<BuiltTile>; built: BuiltTile | undefined; bytes: number }
/** The tiles of one square of a layer, one for each scope in which it was asked for. */
type Square = { readonly scopes: Map<string, Held>; bytes: number }

export type TileCache = {
  /** The held tile, or the one that `build` gives; whoever asks meanwhile waits for the same. */
  get(square: string, scope: string, build: () => Promise<Uint8Array | undefined>): Promise<BuiltTile>
  /** The held tile, if there is one that is made already. */
  held(square: string, scope: string): BuiltTile | undefined
  /** Lets go of one square, of tiles still being built too. */
  forget(square: string): void
  /** Lets go of all squares whose name begins so. */
  forgetAll(prefix: string): void
  readonly bytes: number
  readonly count: number
}

/** What a held tile costs beside its bytes. */
const OVERHEAD = 400
const EMPTY: BuiltTile = { etag: '"empty"', body: undefined }

/** Holds tiles up to so many bytes; what was not asked for longest goes first. */
export function makeTileCache(maxBytes: number): TileCache {
  const squares = new Map<string, Square>()
  let bytes = 0
  const forget = (name: string) => {
    const square = squares.get(name)
    if (!square) return
    squares.delete(name)
    bytes -= square.bytes
  }
  const weigh = (name: string, square: Square, held: Held, more: number) => {
    // A square let go of meanwhile is nobody's burden.
    if (squares.get(name) !== square) return
    held.bytes += more
    square.bytes += more
    bytes += more
    for (const [oldest] of squares) {
      if (bytes <= maxBytes) break
      forget(oldest)
    }
  }
  return {
    get(name, scope, build) {
      const square = squares.get(name) ?? { scopes: new Map<string, Held>(), bytes: 0 }
      squares.delete(name)
      squares.set(name, square)
      const known = square.scopes.get(scope)
      if (known) return known.tile
      const held: Held = { tile: build().then(packed), built: undefined, bytes: 0 }
      square.scopes.set(scope, held)
      held.tile.then(
        (tile) => {
          held.built = tile
          weigh(name, square, held, OVERHEAD + (tile.body?.length ?? 0))
        },
        // A failed build must not be remembered.
        () => square.scopes.delete(scope),
      )
      return held.tile
    },
    held(name, scope) {
      const square = squares.get(name)
      const built = square?.scopes.get(scope)?.built
      if (!square || !built) return undefined
      squares.delete(name)
      squares.set(name, square)
      return built
    },
    forget,
    forgetAll(prefix) {
      for (const name of [...squares.keys()]) if (name.startsWith(prefix)) forget(name)
    },
    get bytes() {
      return bytes
    },
    get count() {
      return squares.size
    },
  }
}

/** Fast rather than small: a tile is packed once and travels in a building's own network. */
export const GZIP = { level: 1 }

/** The tag is of the content, so that a tile that did not change is known again under its next address. */
export function packed(tile: Uint8Array | undefined): BuiltTile {
  if (!tile) return EMPTY
  const body = gzipSync(tile, GZIP)
  return { etag: `"${hash('sha1', tile, 'base64url').slice(0, 16)}"`, body }
}
