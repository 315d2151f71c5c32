import { createHash } from 'node:crypto'

/** SHA-256 over JSON with sorted keys (the database keeps no order of its own), after what came before. */
export const digestOf = (value: unknown, before = ''): string =>
  createHash('sha256').update(before).update(canonical(value)).digest('hex')

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
