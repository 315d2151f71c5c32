import type { RuleBody } from '../rule/rule.ts'
import { isAtLeast, type Severity } from '../rule/severity.ts'

export type Intended = { readonly filing: 'none' | 'due' | 'asks'; readonly fileAt: Date | null }

/**
 * What shall become of an alarm that has just been raised: nothing, a case by itself once it has stood long enough, or a
 * case on somebody's word. Pure.
 */
export function intendedFor({ filing }: Pick<RuleBody, 'filing'>, severity: Severity, now: Date): Intended {
  if (!filing) return { filing: 'none', fileAt: null }
  if (filing.atOnceFrom === null || !isAtLeast(severity, filing.atOnceFrom)) return { filing: 'asks', fileAt: null }
  return { filing: 'due', fileAt: new Date(now.getTime() + filing.afterSeconds * 1000) }
}

/** The words of a case, with what is known filled in. */
export const wordsFor = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
