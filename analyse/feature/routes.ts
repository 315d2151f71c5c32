import { dayIn } from '#city/place/locators.ts'
import { getDistrict } from '#city/place/store.ts'
import { type Actor, may, scopeOf } from '#kernel/auth/actor.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { type Call, type Route, route } from '#kernel/http/route.ts'
import { type Collection, collections } from './collections.ts'
import {
  featureConformance,
  featureLanding,
  getCollection,
  getFeature,
  getQueryables,
  listCollections,
  listFeatures,
  MOST_FEATURES,
} from './contract.ts'
import { boxOf, type Crs, crsOf, inCrs } from './crs.ts'
import { collectionDocument, conformance, landingPage, link, queryablesDocument } from './documents.ts'
import { parseFilter } from './filter.ts'
import { filterSql } from './filter-sql.ts'
import { featureProblems } from './problems.ts'
import { spanOf } from './span.ts'
import { countFeatures, type FeatureRow, findFeature, pageOfFeatures } from './store.ts'

const GEOJSON = 'application/geo+json; charset=utf-8'

/** OGC API Features, for QGIS, GDAL and whoever else reads maps. `secure` when the product is reached over https. */
export const featureRoutes = (secure: boolean): readonly Route[] => {
  const rootOf = ({ request }: Pick<Call<typeof featureLanding>, 'request'>) =>
    `${secure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}/ogc`
  return [
    route(featureLanding, async (call) =>
      landingPage(rootOf(call), (await getDistrict(call.tx, call.actor.districtId)).name),
    ),
    route(featureConformance, async () => conformance),
    route(listCollections, async (call) => {
      const { bounds } = await getDistrict(call.tx, call.actor.districtId)
      const own = collections.filter(({ permission }) => may(call.actor, permission))
      return {
        links: [link('self', `${rootOf(call)}/collections`)],
        collections: own.map((each) => collectionDocument(rootOf(call), each, bounds)),
      }
    }),
    route(getCollection, async (call) => {
      const { bounds } = await getDistrict(call.tx, call.actor.districtId)
      return collectionDocument(rootOf(call), collectionOf(call.actor, call.params.collection), bounds)
    }),
    route(getQueryables, async (call) => {
      const document = queryablesDocument(rootOf(call), collectionOf(call.actor, call.params.collection))
      return call.response.type('application/schema+json; charset=utf-8').send(document)
    }),
    route(listFeatures, (call) => answerFeatures(call, rootOf(call))),
    route(getFeature, (call) => answerFeature(call, rootOf(call))),
  ]
}

/** Errors: `collection_not_found`, `not_permitted`. */
function collectionOf(actor: Actor, id: string): Collection {
  const found = collections.find((each) => each.id === id)
  if (!found) throw featureProblems.collection_not_found({ collection: id }, 'params.collection')
  scopeOf(actor, found.permission)
  return found
}

async function answerFeatures(call: Call<typeof listFeatures>, root: string) {
  const { tx, query, response } = call
  const collection = collectionOf(call.actor, call.params.collection)
  const crs = crsOf(query.crs, 'query.crs')
  const condition = await conditionOf(call, collection)
  const limit = Math.min(query.limit, MOST_FEATURES)
  const [rows, matched] = await Promise.all([
    pageOfFeatures(tx, collection, condition, { limit: limit + 1, offset: query.offset }),
    countFeatures(tx, collection, condition),
  ])
  const address = `${root}/collections/${collection.id}/items`
  const pageAt = (offset: number) => {
    const parts = { ...query, limit, offset }
    const given = Object.entries(parts).filter(([, value]) => value !== undefined)
    return `${address}?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`
  }
  const shown = rows.slice(0, limit)
  return response
    .header('content-crs', `<${crs.uri}>`)
    .type(GEOJSON)
    .send({
      type: 'FeatureCollection',
      timeStamp: call.now.toISOString(),
      numberReturned: shown.length,
      ...(matched === undefined ? {} : { numberMatched: matched }),
      features: shown.map((row) => featureOf(row, crs)),
      links: [
        link('self', pageAt(query.offset), GEOJSON),
        ...(rows.length > limit ? [link('next', pageAt(query.offset + limit), GEOJSON)] : []),
        ...(query.offset > 0 ? [link('prev', pageAt(Math.max(0, query.offset - limit)), GEOJSON)] : []),
        link('collection', `${root}/collections/${collection.id}`),
      ],
    })
}

async function conditionOf(call: Call<typeof listFeatures>, collection: Collection): Promise<Sql> {
  const { query } = call
  const parts = [await rowsOf(call, collection)]
  const within = query.bbox && boxOf(query.bbox, crsOf(query['bbox-crs'], 'query.bbox-crs'), 'query.bbox')
  if (within) parts.push(collection.meets(within))
  if (query.datetime) parts.push(collection.during(spanOf(query.datetime)))
  if (query.filter)
    parts.push(filterSql(parseFilter(query.filter, crsOf(query['filter-crs'], 'query.filter-crs')), collection))
  return sql.join(
    parts.map((part) => sql`(${part})`),
    ' and ',
  )
}

async function rowsOf(
  { tx, actor, now }: Pick<Call<typeof listFeatures>, 'tx' | 'actor' | 'now'>,
  collection: Collection,
) {
  const { timeZone } = await getDistrict(tx, actor.districtId)
  return collection.rows(actor, dayIn(timeZone, now))
}

async function answerFeature(call: Call<typeof getFeature>, root: string) {
  const collection = collectionOf(call.actor, call.params.collection)
  const crs = crsOf(call.query.crs, 'query.crs')
  const id = call.params.featureId
  const row = await findFeature(call.tx, collection, await rowsOf(call, collection), id)
  if (!row) throw featureProblems.feature_not_found({ id }, 'params.featureId')
  const address = `${root}/collections/${collection.id}`
  return call.response
    .header('content-crs', `<${crs.uri}>`)
    .type(GEOJSON)
    .send({
      ...featureOf(row, crs),
      links: [link('self', `${address}/items/${encodeURIComponent(id)}`, GEOJSON), link('collection', address)],
    })
}

const featureOf = ({ id, geometry, properties }: FeatureRow, crs: Crs) => ({
  type: 'Feature',
  id,
  geometry: { type: geometry.type, coordinates: inCrs(geometry.coordinates, crs) },
  properties,
})
