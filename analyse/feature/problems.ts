import { defineProblems } from '#kernel/problem.ts'

type Reason = { readonly zh: string; readonly en: string }

/** What may go wrong when features are asked for. */
export const featureProblems = defineProblems({
  collection_not_found: {
    status: 404,
    zh: (p: { collection: string }) => `没有要素集 ${p.collection}`,
    en: (p: { collection: string }) => `There is no collection ${p.collection}`,
  },
  feature_not_found: {
    status: 404,
    zh: (p: { id: string }) => `没有要素 ${p.id}`,
    en: (p: { id: string }) => `There is no feature ${p.id}`,
  },
  crs_unknown: {
    status: 400,
    zh: (p: { crs: string }) => `不支持坐标系 ${p.crs}，可用 CRS84、EPSG:4490、EPSG:3857`,
    en: (p: { crs: string }) => `The reference system ${p.crs} is not supported; use CRS84, EPSG:4490 or EPSG:3857`,
  },
  bbox_invalid: {
    status: 400,
    zh: () => '范围须为四个数：最小 X、最小 Y、最大 X、最大 Y',
    en: () => 'A bbox is four numbers: least x, least y, greatest x, greatest y',
  },
  datetime_invalid: {
    status: 400,
    zh: () => '时间须为一个 RFC 3339 时刻或日期，或用“/”隔开的起止，未定的一端写“..”',
    en: () => 'A datetime is an RFC 3339 instant or day, or two of them with “/” between, “..” for an open end',
  },
  filter_invalid: {
    status: 400,
    zh: (p: { at: number; reason: Reason }) => `过滤条件第 ${p.at} 个字符处有误：${p.reason.zh}`,
    en: (p: { at: number; reason: Reason }) => `The filter is wrong at character ${p.at}: ${p.reason.en}`,
  },
})
