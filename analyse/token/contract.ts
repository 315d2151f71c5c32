import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '访问令牌'

/** What a token may cover beside the cells, which every map needs. */
export const covered = ['components', 'cases'] as const
export const Covered = z.enum(covered)
export type Covered = z.output<typeof Covered>

/** How many days a token may last. */
export const lasting = [7, 30, 90, 180, 365] as const

export const TokenItem = z.object({
  tokenId: Id,
  personName: z.string(),
  isMine: z.boolean(),
  name: z.string(),
  reads: z.array(Covered),
  issuedAt: Instant,
  expiresAt: Instant,
  /** To the minute; null where it was never used. */
  usedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  revokedBy: z.string().nullable(),
  state: z.enum(['in_force', 'expired', 'revoked']),
})
export type TokenItem = z.output<typeof TokenItem>

/** One’s own tokens; everybody’s for whoever reads the district’s. */
export const listAccessTokens = defineRoute({
  method: 'GET',
  path: '/api/access-tokens',
  tag,
  summary: { zh: '本人（或全区）的地图访问令牌', en: 'Access tokens for map programs, one’s own or the district’s' },
  access: 'token.read',
  reply: z.object({ items: z.array(TokenItem) }),
})

/** The token is in the reply and nowhere else afterwards; of an act that shows a secret the ledger keeps no reply. */
export const issueAccessToken = defineRoute({
  method: 'POST',
  path: '/api/access-tokens',
  tag,
  summary: { zh: '创建访问令牌，只显示一次', en: 'Create an access token, shown once' },
  access: 'token.issue',
  outsideLedger: true,
  body: z.strictObject({
    name: z.string().trim().min(2).max(40),
    reads: z.array(Covered).max(covered.length),
    days: z.union(lasting.map((days) => z.literal(days))),
  }),
  reply: z.object({ tokenId: Id, token: z.string(), expiresAt: Instant }),
  problems: ['token_name_taken', 'token_too_many', 'token_reads_beyond'],
})

/** Takes effect with the next request. */
export const revokeAccessToken = defineRoute({
  method: 'POST',
  path: '/api/access-tokens/:tokenId/revoke',
  tag,
  summary: { zh: '收回访问令牌', en: 'Revoke an access token' },
  access: 'token.revoke',
  params: z.strictObject({ tokenId: Id }),
  reply: z.object({ tokenId: Id }),
  problems: ['token_not_found'],
})
