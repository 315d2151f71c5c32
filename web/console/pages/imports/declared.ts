import type { ImportKind } from '#web/kit/import/import-kind.ts'

export type KindName = 'cells' | 'components' | 'devices' | 'conditions'
export type FrameChoice = 'as-file' | 'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09' | 'plane'

/** What somebody declares about a file; which parts count depends on the kind. */
export type Declared = {
  readonly frame: FrameChoice
  readonly meridian: number | null
  readonly day: string
  readonly edition: '2026' | '2013'
  readonly name: string
}

export const permissions: Readonly<Record<KindName, string>> = {
  cells: 'place.write',
  components: 'component.write',
  devices: 'device.write',
  conditions: 'catalogue.write',
}

/** A kind but for what is declared beside it. */
export type BareKind = Omit<ImportKind, 'declared'>

export function frameQuery({ frame, meridian }: Declared) {
  if (frame === 'plane') return { plane: 'true', ...(meridian === null ? {} : { centralMeridian: meridian }) }
  return frame === 'as-file' ? {} : { frame }
}
