import { type MapLayerId, mapLayerIds } from '../../map-address.ts'

/** What somebody's map looks like in this browser until they or a shared address say otherwise. */
export type MapPreferences = {
  readonly layers: readonly MapLayerId[]
  /** Hidden parts of layers: groups of stages, kinds of components. */
  readonly hidden: readonly string[]
  /** Whether fewer pixels are drawn; `auto` asks the machine. */
  readonly low: 'auto' | 'on' | 'off'
}

export const usual: MapPreferences = { layers: ['case', 'component', 'cell'], hidden: [], low: 'auto' }

/** Reads what was kept; anything else is as usual. */
export function readPreferences(text: string | null): MapPreferences {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof MapPreferences, unknown>>
    const texts = (given: unknown): string[] | undefined =>
      Array.isArray(given) ? given.filter((each) => typeof each === 'string') : undefined
    const layers = texts(kept.layers)?.filter((id) => (mapLayerIds as readonly string[]).includes(id))
    return {
      layers: (layers as MapLayerId[] | undefined) ?? usual.layers,
      hidden: texts(kept.hidden) ?? usual.hidden,
      low: kept.low === 'on' || kept.low === 'off' ? kept.low : 'auto',
    }
  } catch {
    return usual
  }
}

const keyOf = (personId: string): string => `yiwang.map.${personId}`

export function loadPreferences(personId: string): MapPreferences {
  try {
    return readPreferences(localStorage.getItem(keyOf(personId)))
  } catch {
    return usual
  }
}

export function keepPreferences(personId: string, preferences: MapPreferences): void {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(preferences))
  } catch {
    // A browser that stores nothing opens the usual map next time.
  }
}
