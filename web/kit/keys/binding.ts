import { type ActionId, actionIds, actionOf } from './actions.ts'

/** What of a key press decides. */
export type Press = {
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** What a person has changed: other keys, and whether single letters and digits act at all (WCAG 2.1.4). */
export type Choices = { readonly keys: Partial<Record<ActionId, string>>; readonly lettersOff: boolean }

export const noChoices: Choices = { keys: {}, lettersOff: false }

const modifiers = new Set(['ControlLeft', 'ControlRight', 'ShiftLeft', 'ShiftRight', 'AltLeft', 'AltRight'])
const isModifier = (code: string): boolean => modifiers.has(code) || code.startsWith('Meta') || code.startsWith('OS')

/** A press as it is written down, or nothing while only modifiers are held. */
export function keyOf({ code, ctrlKey, metaKey, shiftKey, altKey }: Press): string | undefined {
  if (code === '' || isModifier(code)) return undefined
  const held = [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : ''].filter(Boolean)
  return [...held, code.replace('NumpadEnter', 'Enter').replace(/^Numpad(\d)$/, 'Digit$1')].join('+')
}

/** Keys that type something where a text is written. */
export const isTyping = (key: string): boolean => !/^(Ctrl|Alt)\+/.test(key) && !/(^|\+)(F\d+|Escape)$/.test(key)

const isSingle = (key: string): boolean => isTyping(key) && !['Enter', 'Escape', 'Tab'].includes(key)

/** The keys an action listens to now, the person's own before its twin. */
export function keysOf(id: ActionId, { keys, lettersOff }: Choices): readonly string[] {
  const { key, twin, isFixed } = actionOf(id)
  const own = isFixed ? key : (keys[id] ?? key)
  return [...(lettersOff && isSingle(own) ? [] : [own]), ...(twin ? [twin] : [])]
}

/** The action that already has a key, if another than `id` has it where both could be meant. */
export function takenBy(key: string, id: ActionId, choices: Choices): ActionId | undefined {
  const { place } = actionOf(id)
  const meets = (other: ActionId) =>
    place === 'everywhere' || actionOf(other).place === 'everywhere' || actionOf(other).place === place
  return actionIds.find(
    (other) => other !== id && meets(other) && keysOf(other, { ...choices, lettersOff: false }).includes(key),
  )
}

/** Keys the browser or the tabulator order needs. */
export const isReserved = (key: string): boolean =>
  /(^|\+)(Tab|F5|F11|F12)$/.test(key) || /^Ctrl\+Key[CVXATWNRLP]$/.test(key)

const names: Readonly<Record<string, string>> = {
  Slash: '/',
  Period: '.',
  Comma: ',',
  Minus: '−',
  Equal: '=',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** A key as it stands on the keyboard, one text a cap. */
export const capsOf = (key: string): readonly string[] =>
  key === 'Shift+Slash' ? ['?'] : key.split('+').map((part) => names[part] ?? part.replace(/^(Key|Digit)(?=.)/, ''))

/** Reads what a browser kept; whatever is not sound is left out. */
export function readChoices(text: string | null): Choices {
  try {
    const kept = JSON.parse(text ?? '{}') as { keys?: Record<string, unknown>; lettersOff?: unknown }
    const keys = Object.entries(kept.keys ?? {}).filter(
      ([id, key]) => actionIds.includes(id as ActionId) && typeof key === 'string' && key !== '' && !isReserved(key),
    )
    return { keys: Object.fromEntries(keys), lettersOff: kept.lettersOff === true }
  } catch {
    return noChoices
  }
}
