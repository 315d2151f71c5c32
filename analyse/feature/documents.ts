import type { Box } from '#city/place/distance.ts'
import type { Collection } from './collections.ts'
import { cgcs2000, crs84, systems } from './crs.ts'

type Link = { readonly rel: string; readonly type: string; readonly title?: string; readonly href: string }

const JSON_TYPE = 'application/json'
const GEOJSON = 'application/geo+json'

export const link = (rel: string, href: string, type = JSON_TYPE, title?: string): Link => ({
  rel,
  type,
  ...(title ? { title } : {}),
  href,
})

export const landingPage = (root: string, district: string) => ({
  title: `${district} · 一网要素服务`,
  description: '网格、部件与公开案件 · Cells, components and public cases (OGC API Features)',
  links: [
    link('self', root),
    link(
      'service-desc',
      `${root.replace(/\/ogc$/, '')}/api/openapi.json`,
      'application/vnd.oai.openapi+json;version=3.0',
    ),
    link('service-doc', `${root.replace(/\/ogc$/, '')}/api/docs`, 'text/html'),
    link('conformance', `${root}/conformance`),
    link('data', `${root}/collections`),
  ],
})

const OGC = 'http://www.opengis.net/spec'

export const conformance = {
  conformsTo: [
    `${OGC}/ogcapi-features-1/1.0/conf/core`,
    `${OGC}/ogcapi-features-1/1.0/conf/geojson`,
    `${OGC}/ogcapi-features-2/1.0/conf/crs`,
    `${OGC}/ogcapi-features-3/1.0/conf/queryables`,
    `${OGC}/ogcapi-features-3/1.0/conf/filter`,
    `${OGC}/ogcapi-features-3/1.0/conf/features-filter`,
    `${OGC}/cql2/1.0/conf/cql2-text`,
    `${OGC}/cql2/1.0/conf/basic-cql2`,
    `${OGC}/cql2/1.0/conf/advanced-comparison-operators`,
    `${OGC}/cql2/1.0/conf/basic-spatial-functions`,
  ],
}

export const collectionDocument = (root: string, { id, title, description }: Collection, extent: Box) => ({
  id,
  title: `${title.zh} · ${title.en}`,
  description,
  itemType: 'feature',
  extent: { spatial: { bbox: [[extent.west, extent.south, extent.east, extent.north]], crs: crs84.uri } },
  crs: systems.map(({ uri }) => uri),
  storageCrs: cgcs2000.uri,
  links: [
    link('self', `${root}/collections/${id}`),
    link('items', `${root}/collections/${id}/items`, GEOJSON),
    link(
      'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      `${root}/collections/${id}/queryables`,
      'application/schema+json',
    ),
  ],
})

const jsonTypes = {
  text: { type: 'string' },
  number: { type: 'number' },
  day: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
} as const

export const queryablesDocument = (root: string, { id, title, properties, geometry, shape }: Collection) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${root}/collections/${id}/queryables`,
  title: title.zh,
  type: 'object',
  properties: {
    ...Object.fromEntries(
      Object.entries(properties).map(([name, { type, zh }]) => [name, { title: zh, ...jsonTypes[type] }]),
    ),
    [geometry]: { format: shape === 'Point' ? 'geometry-point' : 'geometry-multipolygon' },
  },
  additionalProperties: false,
})
