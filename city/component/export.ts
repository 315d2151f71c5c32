import type { Locator } from '#city/place/locator.ts'
import { locatorFor } from '#city/place/locators.ts'
import type { Db } from '#kernel/db/db.ts'
import { attributesOf } from './attribute-table.ts'
import { headingOf, textOfValue } from './attributes.ts'
import { type Field, fields, sourceZh } from './fields.ts'
import { componentFor, type Reader } from './masked.ts'
import { type ComponentSearch, searchComponents } from './search.ts'
import { stateZh } from './state.ts'
import type { Component } from './store.ts'

const PAGE = 2_000

/** Everything a search finds, page after page. */
export async function* allFound(
  db: Db,
  districtId: string,
  query: Omit<ComponentSearch, 'after' | 'limit'>,
): AsyncGenerator<readonly Component[]> {
  let after: string | undefined
  do {
    const page = await searchComponents(db, districtId, { ...query, limit: PAGE, after })
    if (page.items.length > 0) yield page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** When it is asked for, and by whom. */
type Asked = Reader & { readonly now?: Date }

/**
 * The register as CSV in pieces: a byte order mark for Excel, headings and words of GB/T 47678.5-2026 §1.3, days as YYYYMMDD,
 * coordinates in CGCS2000 degrees; of one kind alone also the attributes of its form. It imports again to the same register.
 */
export async function* exportCsv(
  db: Db,
  districtId: string,
  query: Omit<ComponentSearch, 'after' | 'limit'>,
  { now, ...reader }: Asked,
): AsyncGenerator<string> {
  const locator = await locatorFor(db, districtId, now)
  const form = query.kind ? attributesOf(query.kind) : []
  yield `\uFEFF${[...fields.map((field) => field.zh), ...form.map(headingOf)].map(csvCell).join(',')}\r\n`
  for await (const items of allFound(db, districtId, query))
    yield items
      .map((found) => {
        const one = componentFor(found, reader)
        const own = fields.map((field) => exported(one, field, locator))
        const values = form.map(({ name }) => textOfValue(one.attributes[name]))
        return `${[...own, ...values].map(csvCell).join(',')}\r\n`
      })
      .join('')
}

/** The register as one GeoJSON FeatureCollection in pieces; properties carry the standard's abbreviations. */
export async function* exportGeoJson(
  db: Db,
  districtId: string,
  query: Omit<ComponentSearch, 'after' | 'limit'>,
  { now, ...reader }: Asked,
): AsyncGenerator<string> {
  const locator = await locatorFor(db, districtId, now)
  yield '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":['
  let separator = ''
  for await (const items of allFound(db, districtId, query)) {
    yield separator + items.map((one) => JSON.stringify(featureOf(componentFor(one, reader), locator))).join(',')
    separator = ','
  }
  yield ']}'
}

function featureOf(one: Component, locator: Locator): object {
  const named = fields.filter((field) => field.name !== 'lon' && field.name !== 'lat')
  const properties = Object.fromEntries(
    named
      .map((field) => [field.abbreviation ?? field.name, exported(one, field, locator)] as const)
      .filter(([, value]) => value !== ''),
  )
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [one.place.lon, one.place.lat] },
    properties: { ...one.attributes, ...properties },
  }
}

function exported(one: Component, { name }: Field, locator: Locator): string {
  switch (name) {
    case 'lon':
      return String(one.place.lon)
    case 'lat':
      return String(one.place.lat)
    case 'state':
      return stateZh[one.state]
    case 'dataSource':
      return one.dataSource === null ? '' : sourceZh[one.dataSource]
    case 'initialDate':
    case 'changedDate':
      return (one[name] ?? '').replaceAll('-', '')
    case 'streetName':
    case 'communityName':
      return (one.cellCode === null ? undefined : locator.byCode(one.cellCode)?.[name]) ?? ''
    default:
      return one[name] ?? ''
  }
}

/** Quoted where needed; a leading = + - @ is disarmed so that no spreadsheet computes it. */
function csvCell(value: string): string {
  const safe = /^[=+\-@]/.test(value) && !/^-?[0-9.]+$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
