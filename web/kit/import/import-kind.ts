import type { ReactNode } from 'react'
import type { TableColumn, TableInspection, Taken } from '#city/table-import/contract.ts'
import type { Words } from '../form/fault-words.ts'
import type { Outcome } from './outcome.ts'

/** How a file is sent: only to be looked at, to be taken in whole, or without its refused rows. */
export type Mode = 'dry-run' | 'all' | 'accepted-only'

/** Which table of the file, and what its columns are taken for. */
export type Mapping = { readonly sheet: string; readonly columns: readonly Taken[] }

export type Sending = {
  readonly file: File
  readonly mode: Mode
  readonly mapping: Mapping | undefined
  /** What somebody has looked at after a dry run and stands by, by the code of the finding. */
  readonly vouched: readonly string[]
}

/** One kind of data that can be imported: all that the wizard has to know of it. */
export type ImportKind = {
  readonly key: string
  readonly fileTypes: readonly string[]
  /** Of tables: what their columns may be, and who looks into the file. */
  readonly table?: {
    readonly columns: readonly TableColumn[]
    /** What becomes of a column that is none of ours. */
    readonly others: Words
    readonly inspect: (file: File) => Promise<TableInspection>
  }
  /** What else is declared of the file, with what is wrong about it; another `key` asks for another dry run. */
  readonly declared?: { readonly key: string; readonly fields: ReactNode; readonly fault: string | undefined }
  readonly vouches?: Readonly<Record<string, Words>>
  readonly send: (sending: Sending) => Promise<Outcome>
  readonly done: (accepted: number) => Words
}

export const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.')).toLowerCase()

const mediaTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.geojson': 'application/geo+json',
  '.json': 'application/geo+json',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The file under the type that the server goes by; browsers know few of them. */
export const bytesOf = (file: File): Blob =>
  new Blob([file], { type: mediaTypes[extensionOf(file.name)] ?? 'application/octet-stream' })

/** Whether the file is a table whose columns may be named. */
export const isTable = (file: File): boolean => ['.csv', '.xlsx'].includes(extensionOf(file.name))

/** What a table's import is asked, beside what the kind declares. */
export const tableAsked = ({ mode, mapping }: Sending) => ({
  commit: String(mode !== 'dry-run'),
  acceptValid: String(mode === 'accepted-only'),
  ...(mapping ? { sheet: mapping.sheet, columns: mapping.columns.join(',') } : {}),
})
