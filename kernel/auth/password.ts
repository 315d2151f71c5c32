import { randomInt } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'

// Without what is easily mistaken when read off a screen.
const letters = 'abcdefghjkmnpqrstuvwxyz'
const signs = `${letters}${letters.toUpperCase().replace('I', '').replace('O', '')}23456789`

/** Sixteen random characters, some 90 bits. */
export const makePassword = (): string => Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('')

/** The scrypt hash under which sign-in looks a password up. */
export const hashOf = (password: string): Promise<string> => hashPassword(password)

export const isPassword = (password: string, hash: string): Promise<boolean> => verifyPassword({ password, hash })

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]|\p{Lo}/u]
const LONG = 15

/**
 * Whether a password of somebody's own choice is strong enough: three kinds of signs, or long; without the login name in it
 * (GB/T 22239-2019 8.1.4.1 a asks for complexity, length serves whoever prefers a sentence).
 */
export function isStrong(password: string, username: string): boolean {
  if (password.length < 8 || password.length > 200) return false
  if (password.toLowerCase().includes(username.toLowerCase())) return false
  if (new Set(password).size < 4) return false
  return password.length >= LONG || classes.filter((kind) => kind.test(password)).length >= 3
}
