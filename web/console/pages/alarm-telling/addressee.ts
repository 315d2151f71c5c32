import { type Addressee, addressees, postOf, type Step } from '#analyse/telling/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { usePostName } from '../people/state-tag.tsx'
import { words } from './words.ts'

/** What an addressee is called. */
export function useAddresseeName(): (one: Addressee) => string {
  const w = useWords(words)
  const postName = usePostName()
  return (one) => {
    if (one === 'owner' || one === 'shift') return w[one]
    const post = postName(postOf(one) ?? '')
    return one.startsWith('duty:') ? w.onDuty(post) : w.allOf(post)
  }
}

const known = ['duty:duty_chief', 'duty:dispatcher', 'duty:intake', 'owner', 'shift'] as const

/** All that may be named, the usual ones first. */
export const choices: readonly Addressee[] = [
  ...known,
  ...addressees.filter((one) => !known.some((first) => first === one)),
]

/** A step that comes after the last one. */
export const nextStep = (steps: readonly Step[]): Step => ({
  afterMinutes: steps.length === 0 ? 0 : (steps.at(-1)?.afterMinutes ?? 0) + 30,
  to: ['duty:duty_chief'],
  sms: false,
  repeat: null,
})
