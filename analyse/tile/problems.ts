import { defineProblems } from '#kernel/problem.ts'

export const tileProblems = defineProblems({
  /** Sent with the address of the same tile under the present version, which a browser follows by itself. */
  tile_version_past: {
    status: 307,
    zh: (p: { version: string }) => `图层已更新到版本 ${p.version}，请按新地址取瓦片`,
    en: (p: { version: string }) => `The layer has moved on to version ${p.version}; take the tile from there`,
  },
})
