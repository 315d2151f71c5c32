import { strengthOf } from '#city/search/rank.ts'
import { syllablesIn } from '#city/search/syllables.ts'
import type { PersonItem } from './contract.ts'
import { nameOf } from './posts.ts'
import type { PersonRow } from './store.ts'

const UNUSED_MS = 90 * 86_400_000

/** How an account stands. One that nobody has used for ninety days is told apart (GB/T 22239-2019 8.1.4.2 c). */
export function stateOf(person: PersonRow, now: Date): PersonItem['state'] {
  if (!person.username) return person.active ? 'none' : 'disabled'
  if (person.disabledAt || !person.active) return 'disabled'
  if (person.lockedUntil && person.lockedUntil > now) return 'locked'
  if (person.passwordDue) return 'due'
  return person.lastSignInAt && now.getTime() - person.lastSignInAt.getTime() > UNUSED_MS ? 'unused' : 'active'
}

/** Without what only the store needs. */
export const itemOf = (person: PersonRow, now: Date): Omit<PersonItem, 'lockedUntil' | 'lastSignInAt'> & Instants => {
  const { personId, name, username, unitId, unitName, phoneMasked, posts, lastSignInAt, sessions } = person
  const state = stateOf(person, now)
  const lockedUntil = state === 'locked' ? person.lockedUntil : null
  return {
    ...{ personId, name, username, unitId, unitName, phoneMasked, posts: [...posts] },
    ...{ state, lockedUntil, lastSignInAt, sessions },
  }
}

type Instants = { readonly lockedUntil: Date | null; readonly lastSignInAt: Date | null }

export type Wanted = {
  readonly text: string
  readonly post?: string | undefined
  readonly unitId?: string | undefined
}

/** Whether somebody answers a search: by name, pinyin or initials, login name, post or department. */
export function answers(person: PersonRow, { text, post, unitId }: Wanted): boolean {
  if (post && !person.posts.some((held) => held.post === post)) return false
  if (unitId && person.unitId !== unitId && !person.posts.some((held) => held.unitId === unitId)) return false
  if (text === '') return true
  const units = person.posts.flatMap((held) => [nameOf(held.post), held.unitName])
  return (
    strengthOf(person.name, text, syllablesIn(person.name)) !== undefined ||
    (person.username ?? '').includes(text.toLowerCase()) ||
    [...units, person.unitName ?? ''].some(
      (name) => name !== '' && strengthOf(name, text, syllablesIn(name)) !== undefined,
    )
  )
}
