import { casesWritten } from '#city/case/bulk.ts'
import { finalStages, stageNames } from '#city/case/state.ts'
import type { Point } from '#city/place/frame.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import { lastPassedDeadline, openCaseDensity, openCases, placesOf, placesPassed } from './case-store.ts'
import type { Listener, makeHearing } from './hearing.ts'
import { type Asking, isPresent, type Layer, scopeMark, squareName } from './layer.ts'
import { boxOfSquare, EXTENT, squareAt, stepsOf, type TileSquare, within } from './mercator.ts'
import type { TileCache } from './tile-cache.ts'
import { TileLayerWriter, writeTile } from './write-mvt.ts'

const SINGLES_FROM = 13
const DEEPEST = 16
const DENSITY_BITS = 5
const CASES_A_TILE = 2_000

const changed = 'case.changed'
const openStages = Object.keys(stageNames).filter((stage) => !(finalStages as readonly string[]).includes(stage))

/** What is to be remembered of a district: up to which deadline its tiles know who is late. */
type Lateness = { readonly mark: number; readonly at: number }

/** Lets go of tiles in which a case has changed, or has become late: nothing tells of the latter but the clock. */
export class CaseChanges implements Listener {
  readonly topics = [changed, casesWritten]
  readonly #cache: TileCache
  readonly #lateness = new Map<string, Promise<Lateness>>()
  /** The latest instant up to which deadlines have been looked at. */
  readonly #looked = new Map<string, number>()

  constructor(cache: TileCache) {
    this.#cache = cache
  }

  async heard(db: Db, districtId: string, events: readonly OutboxEvent[]): Promise<void> {
    if (events.some(({ topic }) => topic === casesWritten)) return this.missed(districtId)
    const caseIds = [...new Set(events.map(({ payload }) => (payload as { caseId: string }).caseId))]
    this.#touch(districtId, await placesOf(db, districtId, caseIds))
  }

  missed(districtId: string): void {
    this.#cache.forgetAll(`${districtId}/case/`)
  }

  /** The last deadline that has passed by now, in milliseconds; 0 where none has. */
  lateness(db: Db, districtId: string, now: Date): Promise<Lateness> {
    const before = this.#lateness.get(districtId)
    const next = (before ?? Promise.resolve(undefined)).then((known) => this.#advanced(db, districtId, known, now))
    this.#lateness.set(districtId, next)
    next.catch(() => this.#lateness.delete(districtId))
    return next
  }

  async #advanced(db: Db, districtId: string, known: Lateness | undefined, now: Date): Promise<Lateness> {
    const at = now.getTime()
    if (known && Math.abs(at - known.at) < REMEMBERED_MS) return known
    const mark = (await lastPassedDeadline(db, districtId, openStages, now))?.getTime() ?? 0
    // An open case that was late may have been handled since: then the mark goes back, and its event has told of it.
    if (known && mark > known.mark)
      this.#touch(districtId, await placesPassed(db, districtId, openStages, new Date(known.at), now))
    this.#looked.set(districtId, at)
    return { mark, at }
  }

  /** A request that waited long may not put back into a tile what has become late meanwhile. */
  instantFor(districtId: string, now: Date): Date {
    return new Date(Math.max(now.getTime(), this.#looked.get(districtId) ?? 0))
  }

  #touch(districtId: string, places: readonly Point[]): void {
    for (const place of places) {
      const { x, y } = stepsOf(place)
      for (let z = 0; z <= DEEPEST; z++) this.#cache.forget(squareName(districtId, 'case', squareAt(x, y, z)))
    }
  }
}

const REMEMBERED_MS = 500

/** Open cases within the scope of whoever asks, by the same condition as the list. */
export const caseLayer = (changes: CaseChanges, hear: ReturnType<typeof makeHearing>): Layer => ({
  id: 'case',
  permission: 'case.read',
  title: { zh: '在办案件', en: 'Open cases' },
  minZoom: 6,
  maxZoom: DEEPEST,
  async stand({ db, actor, now }, asked) {
    const [position] = (asked ?? '').split('-')
    const heard = await hear(db, actor.districtId, Number(position) || 0)
    const { mark } = await changes.lateness(db, actor.districtId, now)
    const last = Math.max(0, ...changes.topics.map((topic) => heard.last.get(topic) ?? 0))
    const { scope, sign } = scopeOf(actor)
    const rest = `${mark.toString(36)}-${sign}`
    return {
      version: `${last}-${rest}`,
      scope,
      accepts: (version) => {
        const cut = version.indexOf('-')
        const isSame = version.slice(cut + 1) === rest
        return isSame && isPresent(Number(version.slice(0, cut)), { last, heard: heard.position })
      },
    }
  },
  build: (asking, square) => {
    const at = { ...asking, now: changes.instantFor(asking.actor.districtId, asking.now) }
    return square.z < SINGLES_FROM ? density(at, square) : singles(at, square)
  },
})

const scopes = new WeakMap<Actor, { readonly scope: string; readonly sign: string }>()

/** Whose tiles are the same, worked out once for each actor. */
function scopeOf(actor: Actor) {
  const known = scopes.get(actor)
  if (known) return known
  const scope = scopeName(actor)
  const made = { scope, sign: scopeMark(scope) }
  scopes.set(actor, made)
  return made
}

function scopeName({ districtId, personId, unitIds, grants }: Actor): string {
  const scope = grants.get('case.read')
  const whose = scope === 'district' ? [] : scope === 'unit' ? [...unitIds].sort() : [personId]
  return [districtId, scope, ...whose].join(' ')
}

async function density({ db, actor, now }: Asking, square: TileSquare): Promise<Uint8Array | undefined> {
  const layer = new TileLayerWriter('density', ['n', 'late'])
  const side = EXTENT >> DENSITY_BITS
  const across = 1 << DENSITY_BITS
  for (const each of await openCaseDensity(db, actor, boxOfSquare(square), now, square.z + DENSITY_BITS)) {
    const [column, row] = [each.column - square.x * across, each.row - square.y * across]
    if (column < 0 || row < 0 || column >= across || row >= across) continue
    layer.square(column * side, row * side, side, [layer.value(each.n), layer.value(each.late)])
  }
  return writeTile([layer])
}

const keys = ['id', 'number', 'stage', 'category', 'categoryName', 'urgent', 'late']

async function singles({ db, actor, now }: Asking, square: TileSquare): Promise<Uint8Array | undefined> {
  const layer = new TileLayerWriter('case', keys)
  for (const each of await openCases(db, actor, boxOfSquare(square), now, CASES_A_TILE)) {
    const { x, y } = stepsOf({ frame: 'CGCS2000', lon: each.lon, lat: each.lat })
    const at = squareAt(x, y, square.z)
    // The borders of a box belong to it, those of a square to its neighbour.
    if (at.x !== square.x || at.y !== square.y) continue
    layer.point(caseFeatureId(each.caseId), within(x, square.z), within(y, square.z), [
      layer.fresh(each.caseId),
      layer.fresh(each.number),
      layer.value(each.stage),
      layer.value(each.category ?? ''),
      layer.value(each.categoryName ?? ''),
      layer.value(each.urgency !== 'normal'),
      layer.value(each.late),
    ])
  }
  return writeTile([layer])
}

/** The last 13 digits of a case's id, which are random, as a number. */
export const caseFeatureId = (caseId: string): number => Number.parseInt(caseId.replaceAll('-', '').slice(-13), 16)
