import { z } from 'zod'
import { CategoryInput, PlaceInput, SourceName, Urgency } from '#city/case/contract.ts'
import type { BodyInputOf } from '#kernel/http/contract.ts'
import type { DraftContent } from '#serve/call/contract.ts'
import { Reporter, type registerCase } from '#serve/intake/contract.ts'

/** What the desk fills in: the body of `registerCase`, with the name of the category for the screen. */
export const Filled = z.strictObject({
  source: SourceName,
  urgency: Urgency,
  description: z.string().trim().min(2).max(4000),
  category: CategoryInput.extend({ name: z.string() }).nullish(),
  place: PlaceInput,
  reporter: Reporter,
  files: z.array(z.uuid()).max(12),
})
export type Filled = z.input<typeof Filled>

export const emptyFilled: Filled = {
  source: 'hotline',
  urgency: 'normal',
  description: '',
  category: null,
  place: { text: '' },
  reporter: { name: '', phone: '' },
  files: [],
}

/** As the server takes it. Nobody named and no number: no reporter at all. */
export function bodyOf({ category, place, reporter, ...rest }: Filled): BodyInputOf<typeof registerCase> {
  const isNamed = Boolean(reporter.name?.trim() || reporter.phone?.trim())
  return {
    ...rest,
    category: category ? { edition: category.edition, kind: category.kind, code: category.code } : null,
    place: { ...place, componentCode: place.componentCode?.trim() || null },
    reporter: isNamed ? reporter : null,
  }
}

/** As it is kept while it is being written: whatever is there. */
export const draftOf = (filled: Partial<Filled>): DraftContent => {
  const { category, place, reporter, ...rest } = { ...emptyFilled, ...filled }
  return {
    ...rest,
    category: category ?? null,
    place: { point: place.point ?? null, text: place.text ?? '', componentCode: place.componentCode ?? null },
    reporter: { name: reporter.name ?? '', phone: reporter.phone ?? '' },
  }
}

/** A draft taken up again. Its photos are chosen anew: what was sent of them has no picture here. */
export const filledOf = (content: DraftContent): Filled => ({ ...content, files: [] })

/** Whether there is anything in it worth keeping. */
export const isBegun = ({ description, place, reporter, category }: Partial<Filled>): boolean =>
  Boolean(
    description?.trim() ||
      place?.text?.trim() ||
      place?.point ||
      reporter?.phone?.trim() ||
      reporter?.name?.trim() ||
      category,
  )
