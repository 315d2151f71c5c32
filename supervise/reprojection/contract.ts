import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '时限'

const ReprojectionItem = z.object({
  reprojectionId: Id,
  cause: z.enum(['calendar', 'limit', 'emergency']),
  reason: z.string(),
  byName: z.string(),
  requestedAt: Instant,
  /** When it is to begin, where what was signed takes effect on a later day. */
  beginsAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  /** Cases with an open clock when it began, and how many of them are done. */
  total: z.int(),
  looked: z.int(),
  movedCases: z.int(),
  movedClocks: z.int(),
  /** Cases that could not be computed. */
  failed: z.int(),
})

export const listReprojections = defineRoute({
  method: 'GET',
  path: '/api/reprojections',
  tag,
  summary: {
    zh: '时限重算：每次为何重算、算了多少、动了多少',
    en: 'Re-projections: why, how far, and how many clocks moved',
  },
  access: 'calendar.read',
  reply: z.object({ items: z.array(ReprojectionItem) }),
})

export const MoveQuery = z.object({ after: z.string().max(80).optional() })

export const listMoves = defineRoute({
  method: 'GET',
  path: '/api/reprojections/:id/moves',
  tag,
  summary: {
    zh: '一次重算动了哪些案件的时限，前后各是何时',
    en: 'Whose deadlines a re-projection moved, before and after',
  },
  access: 'case.read',
  params: z.strictObject({ id: Id }),
  query: MoveQuery,
  reply: z.object({
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        category: z.string().nullable(),
        unit: z.string().nullable(),
        clock: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        before: Instant.nullable(),
        after: Instant.nullable(),
        limit: LimitShape.nullable(),
        recorded: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: ['reprojection_not_found'],
})
