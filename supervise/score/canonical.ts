import { createHash } from 'node:crypto'

/** JSON with sorted keys and no spaces: the same content is the same bytes, whoever writes it. */
export const canonical = (value: unknown): string => JSON.stringify(value, sortedKeys)

function sortedKeys(_key: string, part: unknown): unknown {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** SHA-256 over canonical bytes, in hexadecimal. */
export const digestOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')
