import { placeProblems } from './problems.ts'

/** A GeoJSON feature as far as an import looks at it; anything may be missing. */
export type GivenFeature = {
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: { readonly type?: unknown; readonly coordinates?: unknown } | null
}

export type FeatureFile = { readonly features: readonly GivenFeature[]; readonly crs: string | undefined }

/** Reads GeoJSON text: a FeatureCollection or one Feature. Throws `import_file_unreadable`, `import_too_many_rows`. */
export function readFeatures(text: string, mostRows: number): FeatureFile {
  const root = parsed(text)
  const list = root.type === 'Feature' ? [root] : root.type === 'FeatureCollection' ? root.features : undefined
  if (!Array.isArray(list))
    throw placeProblems.import_file_unreadable({ reason: '不是 GeoJSON FeatureCollection' }, 'file')
  if (list.length > mostRows) throw placeProblems.import_too_many_rows({ most: mostRows }, 'file')
  return { features: list.map(asFeature), crs: crsOf(root) }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls to the refusal below: the position of a JSON fault helps nobody at an import screen.
  }
  throw placeProblems.import_file_unreadable({ reason: '不是 JSON' }, 'file')
}

function asFeature(given: unknown): GivenFeature {
  const { properties, geometry } = (given ?? {}) as { properties?: unknown; geometry?: unknown }
  return {
    properties: isRecord(properties) ? properties : {},
    geometry: isRecord(geometry) ? geometry : null,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function crsOf(root: Record<string, unknown>): string | undefined {
  const crs = root.crs
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined
  return typeof name === 'string' ? name : undefined
}

/** The first of several property names that is filled in, as trimmed text. */
export function propertyText(feature: GivenFeature, names: readonly string[]): string {
  for (const name of names) {
    const value = feature.properties[name]
    if ((typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '')
      return String(value).replaceAll('\u0000', '').trim()
  }
  return ''
}
