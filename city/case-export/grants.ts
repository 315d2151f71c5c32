import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/auth/actor.ts'

/** What somebody may see, as a mark: another one means that the file was made for somebody who might see other things. */
export const grantsMark = ({ grants, unitIds, districtId, personId }: Actor): string =>
  createHash('sha256')
    .update(JSON.stringify([districtId, personId, [...grants].toSorted(), [...unitIds].toSorted()]))
    .digest('hex')
