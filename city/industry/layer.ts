import type { Industry, LayerLook, ThingState } from './industry.ts'

/** How things look on the map where an industry says nothing else. */
export const usualLooks: Readonly<Record<ThingState, LayerLook>> = {
  alarm: { title: { zh: '报警中', en: 'Alarm' }, tone: 'red', glyph: 'triangle' },
  broken: { title: { zh: '破损、丢失', en: 'Damaged or lost' }, tone: 'brown', glyph: 'square' },
  work: { title: { zh: '有在办工单', en: 'Work under way' }, tone: 'purple', glyph: 'diamond' },
  silent: { title: { zh: '设备失联', en: 'Silent' }, tone: 'grey', glyph: 'ring' },
  sound: { title: { zh: '设备正常', en: 'Sound' }, tone: 'green', glyph: 'dot' },
}

/** How an industry's things look, state by state. */
export const looksOf = ({ analyse: { layer } }: Industry): Readonly<Record<ThingState, LayerLook>> => ({
  ...usualLooks,
  ...Object.fromEntries(Object.entries(layer).filter(([, look]) => look !== undefined)),
})
