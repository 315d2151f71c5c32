import { basename } from 'node:path'
import type { Tx } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import type { Io, readArgs } from './command.ts'

/** The options of `import`, whatever is imported. */
export const importOptions = {
  district: { type: 'string' },
  frame: { type: 'string' },
  'central-meridian': { type: 'string' },
  plane: { type: 'boolean' },
  day: { type: 'string' },
  commit: { type: 'boolean' },
  'accept-valid': { type: 'boolean' },
  'frame-confirmed': { type: 'boolean' },
  'gaps-confirmed': { type: 'boolean' },
  edition: { type: 'string' },
  name: { type: 'string' },
} as const

export type ImportOptions = ReturnType<typeof readArgs<typeof importOptions>>['values']

/** What an import is made of; `bytes` is the file as it lies. */
export type Importing = {
  readonly districtId: string
  readonly path: string
  readonly bytes: Buffer
  readonly options: ImportOptions
  readonly now: Date
  readonly io: Io
}

/** Whether nothing was refused, and whether anything was entered. */
export type Imported = { readonly clean: boolean; readonly committed: boolean }

/** One line of audit for a file that was entered. */
export const recordImport = (tx: Tx, kind: string, { districtId, path, now }: Importing): Promise<number> =>
  audit(tx, {
    districtId,
    actorId: 'command-line',
    act: `import.${kind}`,
    target: basename(path),
    requestId: newId(),
    now,
  })
