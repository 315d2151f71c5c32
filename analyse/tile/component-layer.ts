import { ComponentChanged, componentChanged } from '#city/component/changed.ts'
import type { Db } from '#kernel/db/db.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import {
  type ComponentColumns,
  kindOfStem,
  sortedColumns,
  type TileComponent,
  withChanges,
} from './component-columns.ts'
import { allComponents, kindNames, listStanding } from './component-store.ts'
import { componentTileOf, DEEPEST } from './component-tile.ts'
import type { Listener, makeHearing } from './hearing.ts'
import { isPresent, type Layer, squareName } from './layer.ts'
import { squareAt } from './mercator.ts'
import type { TileCache } from './tile-cache.ts'

type Index = { readonly columns: ComponentColumns; readonly names: ReadonlyMap<string, string> }

/** The components of districts in memory: read when first asked for, then kept up with what is told of them. */
export class ComponentIndexes implements Listener {
  readonly topics = [componentChanged]
  readonly #held = new Map<string, Promise<Index>>()
  readonly #cache: TileCache

  constructor(cache: TileCache) {
    this.#cache = cache
  }

  /** What is held of a district, once all that was heard is in it. */
  settled(districtId: string): Promise<Index> | undefined {
    return this.#held.get(districtId)
  }

  get(db: Db, districtId: string): Promise<Index> {
    return this.#held.get(districtId) ?? this.#hold(districtId, load(db, districtId))
  }

  async heard(db: Db, districtId: string, events: readonly OutboxEvent[]): Promise<void> {
    const held = this.#held.get(districtId)
    if (!held) return
    const told = events.map(({ payload }) => ComponentChanged.parse(payload).codes)
    if (told.includes(null)) return this.missed(districtId)
    const codes = [...new Set(told.flatMap((each) => each ?? []))]
    this.#hold(
      districtId,
      held.then((index) => this.#changed(db, districtId, index, codes)),
    )
  }

  missed(districtId: string): void {
    this.#held.delete(districtId)
    this.#cache.forgetAll(`${districtId}/component/`)
  }

  #hold(districtId: string, index: Promise<Index>): Promise<Index> {
    this.#held.set(districtId, index)
    // A reading that failed is made again by whoever asks next.
    index.catch(() => {
      if (this.#held.get(districtId) === index) this.missed(districtId)
    })
    return index
  }

  async #changed(db: Db, districtId: string, { columns, names }: Index, codes: readonly string[]): Promise<Index> {
    const standing = await listStanding(db, districtId, codes)
    const now = new Map<string, TileComponent | undefined>(codes.map((code) => [code, undefined]))
    for (const component of standing) now.set(component.code, component)
    const next = withChanges(columns, now)
    for (const { x, y } of next.touched)
      for (let z = 0; z <= DEEPEST; z++) this.#cache.forget(squareName(districtId, 'component', squareAt(x, y, z)))
    return { columns: next.columns, names: await namesOf(db, districtId, next.columns, names) }
  }
}

async function load(db: Db, districtId: string): Promise<Index> {
  const columns = await sortedColumns(allComponents(db, districtId))
  return { columns, names: await namesOf(db, districtId, columns, new Map()) }
}

async function namesOf(db: Db, districtId: string, { stems }: ComponentColumns, known: ReadonlyMap<string, string>) {
  const kinds = [...new Set(stems.texts.map(kindOfStem))]
  return kinds.every((kind) => known.has(kind)) ? known : kindNames(db, districtId, kinds)
}

/** Components for whoever reads the register: all of the district's. */
export const componentLayer = (indexes: ComponentIndexes, hear: ReturnType<typeof makeHearing>): Layer => ({
  id: 'component',
  permission: 'component.read',
  title: { zh: '部件', en: 'Components' },
  minZoom: 6,
  maxZoom: DEEPEST,
  async stand({ db, actor: { districtId } }, asked) {
    const heard = await hear(db, districtId, Number(asked) || 0)
    const last = heard.last.get(componentChanged) ?? 0
    await indexes.settled(districtId)
    return {
      version: `${last}`,
      scope: 'district',
      accepts: (version) => isPresent(Number(version), { last, heard: heard.position }),
    }
  },
  async build({ db, actor: { districtId } }, square) {
    const { columns, names } = await indexes.get(db, districtId)
    return componentTileOf(columns, square, names)
  },
})
