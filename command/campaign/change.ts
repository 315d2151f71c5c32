import { isDeepStrictEqual } from 'node:util'
import type { CampaignBody } from './contract.ts'

/** One field of a campaign as it was and as it is. */
export type FieldChange = { readonly field: keyof CampaignBody; readonly before: unknown; readonly after: unknown }

const fields = ['name', 'goal', 'target', 'startsOn', 'endsOn', 'ownerUnitId', 'filter'] as const

/** What a new wording of a campaign changes of the old one. */
export const changesOf = (before: CampaignBody, after: CampaignBody): FieldChange[] =>
  fields.flatMap((field) =>
    isDeepStrictEqual(plain(before[field]), plain(after[field]))
      ? []
      : [{ field, before: before[field], after: after[field] }],
  )

/** A filter without what it does not ask for, so that “not given” and “empty” are the same. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== '' && each !== undefined))
    : value
