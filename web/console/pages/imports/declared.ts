import { importConditions } from '#city/catalogue/contract.ts'
import { importComponents } from '#city/component/contract.ts'
import { importCells } from '#city/place/contract.ts'
import { call } from '#web/kit/client.ts'
import { type Outcome, outcomeOfConditions, outcomeOfRows } from './outcome.ts'

export type Kind = 'cells' | 'components' | 'conditions'
export type FrameChoice = 'as-file' | 'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09' | 'plane'

/** What somebody declares about a file; which parts count depends on the kind. */
export type Declared = {
  readonly kind: Kind
  readonly file: File | null
  readonly frame: FrameChoice
  readonly meridian: number | null
  readonly day: string
  readonly edition: '2026' | '2013'
  readonly name: string
}

/** What a person has looked at after a dry run and stands by. */
export type Confirmed = { readonly frame: boolean; readonly gaps: boolean }

export const fileTypes: Readonly<Record<Kind, readonly string[]>> = {
  cells: ['.geojson', '.json'],
  components: ['.csv', '.geojson', '.json'],
  conditions: ['.xlsx', '.csv'],
}

export const permissions: Readonly<Record<Kind, string>> = {
  cells: 'place.write',
  components: 'component.write',
  conditions: 'catalogue.write',
}

export const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.')).toLowerCase()

const mediaTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.geojson': 'application/geo+json',
  '.json': 'application/geo+json',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** How the file is sent: only to be looked at, to be taken in whole, or without its refused rows. */
export type Mode = 'dry-run' | 'all' | 'accepted-only'

export type Sending = {
  readonly declared: Declared
  readonly file: File
  readonly confirmed: Confirmed
  readonly mode: Mode
}

/** Sends the file as declared. Rejects with `ProblemError`. */
export async function sendImport({ declared, file, confirmed, mode }: Sending): Promise<Outcome> {
  const { kind, day, edition, name } = declared
  const extension = extensionOf(file.name)
  // Browsers know few of these types; the server goes by this one.
  const bytes = new Blob([file], { type: mediaTypes[extension] ?? 'application/octet-stream' })
  if (kind === 'conditions') {
    const query = { fileName: file.name, edition, name: name.trim(), mode }
    return outcomeOfConditions(await call(importConditions, { query, bytes }))
  }
  const query = {
    ...frameQuery(declared),
    commit: String(mode !== 'dry-run'),
    acceptValid: String(mode === 'accepted-only'),
    frameConfirmed: String(confirmed.frame),
  }
  if (kind === 'cells')
    return outcomeOfRows(
      await call(importCells, { query: { ...query, day, gapsConfirmed: String(confirmed.gaps) }, bytes }),
    )
  const format = extension === '.csv' ? ('csv' as const) : ('geojson' as const)
  return outcomeOfRows(await call(importComponents, { query: { ...query, format }, bytes }))
}

function frameQuery({ frame, meridian }: Declared) {
  if (frame === 'plane') return { plane: 'true', ...(meridian === null ? {} : { centralMeridian: meridian }) }
  return frame === 'as-file' ? {} : { frame }
}
