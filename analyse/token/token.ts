import { createHash, randomBytes } from 'node:crypto'

const MARK = 'yw'
const shape = /^yw_([0-9]{6})_([A-Za-z0-9_-]{43})$/

/** 256 bits that nobody guesses, after the district in which they are looked for. */
export const newToken = (districtId: string): string => `${MARK}_${districtId}_${randomBytes(32).toString('base64url')}`

/** What is kept of a token. It is long and random, so a plain digest cannot be turned back. */
export const digestOf = (token: string): string => createHash('sha256').update(`features\n${token}`).digest('base64url')

export type GivenToken = { readonly districtId: string; readonly hash: string }

/** The token of an `Authorization` header: as a bearer's, or as the password of whatever name (RFC 6750, RFC 7617). */
export function tokenIn(authorization: string | undefined): GivenToken | undefined {
  const [, scheme = '', credentials = ''] = /^(bearer|basic) +(\S{1,400})$/i.exec(authorization ?? '') ?? []
  const token = scheme.toLowerCase() === 'basic' ? passwordIn(credentials) : credentials
  const districtId = shape.exec(token)?.[1]
  return districtId ? { districtId, hash: digestOf(token) } : undefined
}

function passwordIn(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  return text.slice(text.indexOf(':') + 1)
}
