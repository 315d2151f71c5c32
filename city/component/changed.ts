import { z } from 'zod'
import type { Tx } from '#kernel/db/db.ts'
import { outbox } from '#kernel/outbox/outbox.ts'

/** Told in the transaction that registers, imports or changes components. */
export const componentChanged = 'component.changed'

/** Beyond so many the codes are not listed: whoever keeps something made of components makes it anew. */
const CODES_TOLD = 2_000

export const ComponentChanged = z.object({
  /** Null where there were too many to name. */
  codes: z.array(z.string()).nullable(),
  count: z.int(),
})

export async function tellComponentsChanged(tx: Tx, districtId: string, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  const told = { codes: codes.length > CODES_TOLD ? null : [...codes], count: codes.length }
  await outbox.add(tx, { districtId, topic: componentChanged, key: codes[0]!, payload: told })
}
