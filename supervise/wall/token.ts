import { createHash, randomBytes } from 'node:crypto'

const COOKIE = 'yiwang.wall'
/** As long as browsers keep a cookie at all; every greeting renews it. */
const DAYS = 400

/** A secret of 256 bits that fits in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token. */
export const digestOf = (token: string): string => createHash('sha256').update(`wall\n${token}`).digest('base64url')

/** The token of whoever asks; it goes to the wall's own routes and nowhere else. */
export const tokenIn = (cookieHeader: string | undefined): string | undefined =>
  cookieHeader?.match(/(?:^|;\s*)yiwang\.wall=([A-Za-z0-9_-]{43})(?:;|$)/)?.[1]

export const cookieOf = (districtId: string, token: string, isSecure: boolean): string =>
  `${COOKIE}=${token}; Path=/api/public/${districtId}/wall; Max-Age=${DAYS * 86_400}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
