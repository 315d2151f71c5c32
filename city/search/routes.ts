import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { type FoundGroup, type FoundItem, type FoundKind, searchAll } from './contract.ts'
import {
  type Asked,
  casesFound,
  categoriesFound,
  componentsFound,
  peopleFound,
  placesFound,
  unitsFound,
} from './find.ts'
import { groupOf, isNumeric, ordered } from './rank.ts'

type Finder = {
  readonly kind: FoundKind
  readonly permission: string
  readonly find: (db: Db, asked: Asked) => Promise<FoundItem[]>
  /** Sought by words only; a number is not asked about. */
  readonly isNamed?: true
}

/** Each kind with the permission that its list needs too. */
const finders: readonly Finder[] = [
  { kind: 'case', permission: 'case.read', find: casesFound },
  { kind: 'component', permission: 'component.read', find: componentsFound },
  { kind: 'place', permission: 'place.read', find: placesFound },
  { kind: 'person', permission: 'organisation.read', find: peopleFound, isNamed: true },
  { kind: 'unit', permission: 'organisation.read', find: unitsFound, isNamed: true },
  { kind: 'category', permission: 'catalogue.read', find: categoriesFound, isNamed: true },
]

/** All that a text may mean to this actor, grouped by kind, the most certain first. */
export async function searchEverything(
  db: Db,
  actor: Actor,
  asked: { readonly q: string; readonly limit: number },
  now: Date,
): Promise<FoundGroup[]> {
  const wanted = { actor, text: asked.q, most: asked.limit + 1, now }
  const groups = await Promise.all(
    finders
      .filter(({ permission, isNamed }) => may(actor, permission) && !(isNamed && isNumeric(asked.q)))
      .map(async ({ kind, find }) => groupOf(kind, await find(db, wanted), asked.limit)),
  )
  return ordered(groups)
}

/** The one search box. */
export const searchRoutes: readonly Route[] = [
  route(searchAll, async ({ tx, actor, query, now }) => ({ groups: await searchEverything(tx, actor, query, now) })),
]
