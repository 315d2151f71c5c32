import { z } from 'zod'

/** What a wall can show, each a picture of its own. */
export const themes = {
  appearance: { zh: '市容运行', en: 'City appearance' },
  map: { zh: '案件分布', en: 'Cases on the map' },
  emergency: { zh: '应急指挥', en: 'Emergency' },
  scores: { zh: '考核评价', en: 'Scores' },
  targets: { zh: '规划目标', en: 'Plan targets' },
  industries: { zh: '行业运行', en: 'Industries' },
} as const
export type Theme = keyof typeof themes

export const Theme = z.enum(Object.keys(themes) as [Theme, ...Theme[]])

/** The themes in turn, each with the seconds it stays. */
export const Playlist = z
  .array(z.strictObject({ theme: Theme, seconds: z.int().min(10).max(600) }))
  .min(1)
  .max(12)
export type Playlist = z.output<typeof Playlist>

export const usualPlaylist: Playlist = [
  { theme: 'appearance', seconds: 40 },
  { theme: 'map', seconds: 40 },
  { theme: 'emergency', seconds: 20 },
  { theme: 'scores', seconds: 25 },
  { theme: 'targets', seconds: 25 },
  { theme: 'industries', seconds: 25 },
]
