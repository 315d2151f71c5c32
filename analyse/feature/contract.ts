import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'

const tag = '地理要素'
const access = 'place.read'
const Name = z.string().regex(/^[a-z]{1,20}$/)
const Document = z.record(z.string(), z.unknown())
const common = { method: 'GET', tag, access, reply: Document } as const
const Format = { f: z.enum(['json']).optional() }

/** Most features of one page. */
export const MOST_FEATURES = 5_000

export const ItemsQuery = z.strictObject({
  ...Format,
  limit: z.coerce.number().int().min(1).max(1_000_000).default(100).describe(`≤ ${MOST_FEATURES}`),
  offset: z.coerce.number().int().min(0).max(2_000_000).default(0),
  bbox: z.string().max(200).optional(),
  'bbox-crs': z.string().max(100).optional(),
  crs: z.string().max(100).optional(),
  datetime: z.string().max(80).optional(),
  filter: z.string().max(2_000).optional(),
  'filter-lang': z.enum(['cql2-text']).optional(),
  'filter-crs': z.string().max(100).optional(),
})

export const featureLanding = defineRoute({
  ...common,
  path: '/ogc',
  summary: { zh: 'OGC API 要素服务入口', en: 'OGC API Features: landing page' },
  query: z.strictObject(Format),
})

export const featureConformance = defineRoute({
  ...common,
  path: '/ogc/conformance',
  summary: { zh: '遵循的标准条款', en: 'Conformance classes' },
  query: z.strictObject(Format),
})

export const listCollections = defineRoute({
  ...common,
  path: '/ogc/collections',
  summary: { zh: '要素集目录', en: 'Collections' },
  query: z.strictObject(Format),
})

export const getCollection = defineRoute({
  ...common,
  path: '/ogc/collections/:collection',
  summary: { zh: '一个要素集', en: 'One collection' },
  params: z.strictObject({ collection: Name }),
  query: z.strictObject(Format),
  problems: ['collection_not_found'],
})

export const getQueryables = defineRoute({
  ...common,
  path: '/ogc/collections/:collection/queryables',
  summary: { zh: '可用于过滤的属性', en: 'Properties to filter by' },
  params: z.strictObject({ collection: Name }),
  query: z.strictObject(Format),
  rawReply: true,
  problems: ['collection_not_found'],
})

export const listFeatures = defineRoute({
  ...common,
  path: '/ogc/collections/:collection/items',
  summary: { zh: '要素（GeoJSON）：范围、时间、坐标系、CQL2 过滤、分页', en: 'Features as GeoJSON' },
  params: z.strictObject({ collection: Name }),
  query: ItemsQuery,
  rawReply: true,
  problems: ['collection_not_found', 'crs_unknown', 'bbox_invalid', 'datetime_invalid', 'filter_invalid'],
})

export const getFeature = defineRoute({
  ...common,
  path: '/ogc/collections/:collection/items/:featureId',
  summary: { zh: '一个要素', en: 'One feature' },
  params: z.strictObject({ collection: Name, featureId: z.string().min(1).max(60) }),
  query: z.strictObject({ ...Format, crs: z.string().max(100).optional() }),
  rawReply: true,
  problems: ['collection_not_found', 'feature_not_found', 'crs_unknown'],
})
