import { findCases } from '#city/case/find.ts'
import type { EditionId } from '#city/catalogue/edition.ts'
import { searchCategories } from '#city/catalogue/search.ts'
import { type Category, categoriesMentioning, listCategories } from '#city/catalogue/store.ts'
import { componentsNamed, listNames, searchComponents } from '#city/component/search.ts'
import { findComponent } from '#city/component/store.ts'
import { type Post, postNames } from '#city/organisation/policy.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { point } from '#city/place/frame.ts'
import { geocode } from '#city/place/geocode.ts'
import { dayIn } from '#city/place/locators.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FoundItem } from './contract.ts'
import { isPinyinLike, type Strength, strengthOf } from './rank.ts'
import { remembering } from './remembered.ts'
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

const componentNames = remembering((db, districtId: string) => listNames(db, districtId))

/** Components by the beginning of their code, by name, address, or the pinyin of their name. */
export async function componentsFound(db: Db, { actor: { districtId }, text, most }: Asked): Promise<FoundItem[]> {
  if (isPinyinLike(text)) {
    const names = (await componentNames(db, districtId)).filter((name) => strengthOf(name, text, syllablesIn(name)))
    return (await componentsNamed(db, districtId, names, most)).map((one) => componentItem(one, 1))
  }
  if (/^[0-9]{16,17}$/.test(text)) {
    const exact = await findComponent(db, districtId, text)
    return exact ? [componentItem(exact, 3)] : []
  }
  if (/^[0-9]{1,5}$/.test(text)) return []
  const { items } = await searchComponents(db, districtId, { text, limit: most }, componentNames)
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
  const answers = await Promise.all(texts.map((each) => geocode(db, districtId, each, { now })))
  for (const [nth, candidates] of answers.entries())
    for (const { label, point: at, reason, strength, located } of texts.length > 1
      ? candidates.slice(0, 1)
      : candidates)
      found.push({
        kind: 'place',
        id: `${label}@${at.lon.toFixed(6)},${at.lat.toFixed(6)}`,
        title: label,
        detail: joined(located?.streetName, located?.communityName, reason.zh),
        point: at,
        strength: texts[nth] === text ? strength : 2,
      })
  return [...new Map(found.map((item) => [item.id, item])).values()]
}

/** Names of roads and places. Doors are left out: they are found by their road. */
const placeNames = remembering(async (db, districtId: string) => {
  const rows = await db.many<{ name: string }>(sql`
    select name from city.street_line where district_id = ${districtId}
    union
    select name from city.place_name where district_id = ${districtId} and kind <> 'door'
    order by name`)
  return rows.map(({ name }) => name)
})

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

const people = remembering((db, districtId: string) => listPeople(db, districtId))

/** People with their posts. */
export async function peopleFound(db: Db, { actor: { districtId }, text }: Asked): Promise<FoundItem[]> {
  return (await people(db, districtId)).flatMap(({ personId, name, active, posts }) => {
    const strength = active ? strengthOf(name, text, syllablesIn(name)) : undefined
    const held = posts.map(({ post, unitName }) => `${postNames[post as Post] ?? post}（${unitName}）`)
    if (!strength) return []
    const unitId = posts[0]?.unitId
    const item = { kind: 'person' as const, id: personId, title: name, detail: held.join('、'), point: null, strength }
    return [unitId ? { ...item, unitId } : item]
  })
}

const units = remembering((db, districtId: string) => listUnits(db, districtId))

/** Units by name. */
export async function unitsFound(db: Db, { actor: { districtId }, text }: Asked): Promise<FoundItem[]> {
  const own = await units(db, districtId)
  const nameOf = new Map(own.map(({ unitId, name }) => [unitId, name]))
  return own.flatMap(({ unitId, name, parentId }) => {
    const strength = strengthOf(name, text, syllablesIn(name))
    const detail = (parentId && nameOf.get(parentId)) || ''
    return strength ? [{ kind: 'unit' as const, id: unitId, title: name, detail, point: null, strength, unitId }] : []
  })
}

const district = remembering((db, districtId: string) => getDistrict(db, districtId))
const categories = remembering((db, districtId: string, edition: EditionId, on: string) =>
  listCategories(db, districtId, { edition, on }),
)

/** Categories of the district's edition: by code, name, pinyin, or their filing conditions. */
export async function categoriesFound(db: Db, { actor: { districtId }, text, most, now }: Asked): Promise<FoundItem[]> {
  const { catalogueEdition, timeZone } = await district(db, districtId)
  const filter = { edition: catalogueEdition as EditionId, on: dayIn(timeZone, now) }
  const [known, mentioning] = await Promise.all([
    categories(db, districtId, filter.edition, filter.on),
    categoriesMentioning(db, districtId, filter, text),
  ])
  const inConditions = ({ kind, code }: Category) => mentioning.has(`${kind}/${code}`)
  return searchCategories(known, text, { limit: most, inConditions }).map(
    ({ category: { kind, code, name, majorName }, by }) => ({
      kind: 'category',
      id: `${kind}/${code}`,
      title: name,
      detail: joined(majorName, code),
      point: null,
      strength: by === 'name' ? 3 : by === 'name_start' || by === 'pinyin' || by === 'code' ? 2 : 1,
    }),
  )
}
