import { findCases } from '#city/case/find.ts'
import type { EditionId } from '#city/catalogue/edition.ts'
import { searchCategories } from '#city/catalogue/store.ts'
import { componentsNamed, listNames, searchComponents } from '#city/component/search.ts'
import { findComponent } from '#city/component/store.ts'
import { type Post, postNames } from '#city/organisation/policy.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { dayOf } from '#city/place/answer.ts'
import { point } from '#city/place/frame.ts'
import { geocode } from '#city/place/geocode.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FoundItem } from './contract.ts'
import { isPinyinLike, type Strength, strengthOf } from './rank.ts'
import { syllablesIn } from './syllables.ts'

/** Who asks what, and how many of a kind are wanted. One more is found, so that "more" can be said. */
export type Asked = { readonly actor: Actor; readonly text: string; readonly most: number; readonly now: Date }

type Component = Awaited<ReturnType<typeof componentsNamed>>[number]

const CLIP = 48
const joined = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

/** Cases by number, component, or words of their description and place. */
export async function casesFound(db: Db, { actor, text, most }: Asked): Promise<FoundItem[]> {
  const wanted = text.toUpperCase()
  return (await findCases(db, actor, text, most)).map((found) => ({
    kind: 'case',
    id: found.caseId,
    title: found.number,
    detail: joined(found.categoryName, found.placeText, found.description.slice(0, CLIP)),
    point: found.lon === null || found.lat === null ? null : point(found.lon, found.lat),
    strength: found.number === wanted ? 3 : found.number.startsWith(wanted) || found.componentCode === wanted ? 2 : 1,
    stage: found.stage,
  }))
}

/** Components by the beginning of their code, by name, address, or the pinyin of their name. */
export async function componentsFound(db: Db, { actor: { districtId }, text, most }: Asked): Promise<FoundItem[]> {
  if (isPinyinLike(text)) {
    const names = (await listNames(db, districtId)).filter((name) => strengthOf(name, text, syllablesIn(name)))
    return (await componentsNamed(db, districtId, names, most)).map((one) => componentItem(one, 1))
  }
  if (/^[0-9]{16,17}$/.test(text)) {
    const exact = await findComponent(db, districtId, text)
    return exact ? [componentItem(exact, 3)] : []
  }
  if (/^[0-9]{1,5}$/.test(text)) return []
  const { items } = await searchComponents(db, districtId, { text, limit: most })
  return items.map((one) => componentItem(one, /^[0-9]+$/.test(text) ? 2 : (strengthOf(one.name, text) ?? 1)))
}

const componentItem = ({ code, name, address, managerName, place }: Component, strength: Strength): FoundItem => ({
  kind: 'component',
  id: code,
  title: `${name} ${code}`,
  detail: joined(address, managerName),
  point: place,
  strength,
})

/** Coordinates, cells, crossings, doors, named places and roads; named ones by pinyin too. */
export async function placesFound(db: Db, { actor: { districtId }, text, most, now }: Asked): Promise<FoundItem[]> {
  const texts = isPinyinLike(text) ? await namesInPinyin(db, districtId, text, most) : [text]
  const found: FoundItem[] = []
  for (const each of texts) {
    const candidates = await geocode(db, districtId, each, { now })
    for (const { label, point: at, reason, strength, located } of texts.length > 1
      ? candidates.slice(0, 1)
      : candidates)
      found.push({
        kind: 'place',
        id: `${label}@${at.lon.toFixed(6)},${at.lat.toFixed(6)}`,
        title: label,
        detail: joined(located?.streetName, located?.communityName, reason.zh),
        point: at,
        strength: each === text ? strength : 2,
      })
  }
  return [...new Map(found.map((item) => [item.id, item])).values()]
}

const REMEMBERED_MS = 10_000
type Names = { readonly at: number; readonly names: Promise<readonly string[]> }
const rememberedOf = new WeakMap<Db, Map<string, Names>>()

/** Names of roads and places, as of the last ten seconds. Doors are left out: they are found by their road. */
function placeNames(db: Db, districtId: string): Promise<readonly string[]> {
  const at = performance.now()
  const remembered = rememberedOf.get(db) ?? new Map<string, Names>()
  rememberedOf.set(db, remembered)
  const held = remembered.get(districtId)
  if (held && at - held.at < REMEMBERED_MS) return held.names
  const names = db
    .many<{ name: string }>(sql`
      select name from city.street_line where district_id = ${districtId}
      union
      select name from city.place_name where district_id = ${districtId} and kind <> 'door'
      order by name`)
    .then((rows) => rows.map(({ name }) => name))
  names.catch(() => remembered.delete(districtId))
  remembered.set(districtId, { at, names })
  return names
}

async function namesInPinyin(db: Db, districtId: string, text: string, most: number): Promise<string[]> {
  return (await placeNames(db, districtId))
    .flatMap((name) => {
      const strength = strengthOf(name, text, syllablesIn(name))
      return strength ? [{ name, strength }] : []
    })
    .sort((a, b) => b.strength - a.strength || a.name.length - b.name.length)
    .slice(0, most)
    .map(({ name }) => name)
}

/** People with their posts. */
export async function peopleFound(db: Db, { actor: { districtId }, text }: Asked): Promise<FoundItem[]> {
  return (await listPeople(db, districtId)).flatMap(({ personId, name, active, posts }) => {
    const strength = active ? strengthOf(name, text, syllablesIn(name)) : undefined
    const held = posts.map(({ post, unitName }) => `${postNames[post as Post] ?? post}（${unitName}）`)
    if (!strength) return []
    const unitId = posts[0]?.unitId
    const item = { kind: 'person' as const, id: personId, title: name, detail: held.join('、'), point: null, strength }
    return [unitId ? { ...item, unitId } : item]
  })
}

/** Units by name. */
export async function unitsFound(db: Db, { actor: { districtId }, text }: Asked): Promise<FoundItem[]> {
  const units = await listUnits(db, districtId)
  const nameOf = new Map(units.map(({ unitId, name }) => [unitId, name]))
  return units.flatMap(({ unitId, name, parentId }) => {
    const strength = strengthOf(name, text, syllablesIn(name))
    const detail = (parentId && nameOf.get(parentId)) || ''
    return strength ? [{ kind: 'unit' as const, id: unitId, title: name, detail, point: null, strength, unitId }] : []
  })
}

/** Categories of the district's edition: by code, name, pinyin, or their filing conditions. */
export async function categoriesFound(db: Db, { actor: { districtId }, text, most, now }: Asked): Promise<FoundItem[]> {
  const { catalogueEdition } = await getDistrict(db, districtId)
  const on = await dayOf(db, districtId, undefined, now)
  const filter = { edition: catalogueEdition as EditionId, on, text, limit: most }
  return (await searchCategories(db, districtId, filter)).map(({ category: { kind, code, name, majorName }, by }) => ({
    kind: 'category',
    id: `${kind}/${code}`,
    title: name,
    detail: joined(majorName, code),
    point: null,
    strength: by === 'name' ? 3 : by === 'name_start' || by === 'pinyin' || by === 'code' ? 2 : 1,
  }))
}
