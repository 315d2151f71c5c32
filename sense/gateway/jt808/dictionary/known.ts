import { Dictionary, dictionarySchema } from './dictionary.ts'
import standard from './standard.json' with { type: 'json' }
import trackers from './trackers.json' with { type: 'json' }

export type { Dictionary } from './dictionary.ts'

const sets = new Map([standard, trackers].map((set) => [set.name, dictionarySchema.parse(set)]))

/** The sets beside the standard's own that a device may be registered with. */
export const dictionaryNames: readonly string[] = [...sets.keys()].filter((name) => name !== 'standard')

const made = new Map<string, Dictionary>()

/** The standard's meanings and those of the named sets; an unknown name adds nothing. */
export function dictionaryOf(names: readonly string[]): Dictionary {
  const key = names.join('+')
  const known = made.get(key)
  if (known) return known
  const chosen = ['standard', ...names].flatMap((name) => sets.get(name) ?? [])
  const dictionary = new Dictionary(...chosen)
  made.set(key, dictionary)
  return dictionary
}
