import { defineProblems } from '#kernel/problem.ts'

export const tileProblems = defineProblems({
  outer_map_absent: {
    status: 404,
    zh: () => '没有配置这个外部底图图层',
    en: () => 'No such layer of an outer base map is set',
  },
  outer_map_unavailable: {
    status: 503,
    zh: () => '外部底图暂不可用，请改用自带底图',
    en: () => 'The outer base map is not available for the moment; use our own',
  },
  /** Sent with the address of the same tile under the present version, which a browser follows by itself. */
  tile_version_past: {
    status: 307,
    zh: (p: { version: string }) => `图层已更新到版本 ${p.version}，请按新地址取瓦片`,
    en: (p: { version: string }) => `The layer has moved on to version ${p.version}; take the tile from there`,
  },
})
