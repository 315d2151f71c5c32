import { type EditionId, editions, type Kind } from './edition.ts'
import { catalogueProblems } from './problems.ts'

/** A category within an edition: class of two digits and number of two (before 2026) or three [standards §1.1, S1 S8]. */
export type CategoryCode = { readonly major: string; readonly minor: string }

/** A category wherever it is meant without doubt: the same number is another thing in another edition or kind. */
export type CategoryKey = { readonly edition: EditionId; readonly kind: Kind } & CategoryCode

/** '01' + '001' → '01001'. */
export const composeCode = ({ major, minor }: CategoryCode): string => major + minor

/** '01001' of 2026 or '0101' before. Throws category_code_malformed. */
export function parseCode(edition: EditionId, code: string, field?: string): CategoryCode {
  const digits = 2 + editions[edition].minorDigits
  const major = code.slice(0, 2)
  const minor = code.slice(2)
  const wellFormed = new RegExp(`^[0-9]{${digits}}$`).test(code)
  if (!wellFormed || Number(major) === 0 || Number(minor) === 0) {
    throw catalogueProblems.category_code_malformed({ code: code.slice(0, 20), edition, digits }, field)
  }
  return { major, minor }
}

/** Whether the number lies in the range a district may fill with categories of its own. */
export const isExtension = (edition: EditionId, minor: string): boolean =>
  minor.length === editions[edition].minorDigits && Number(minor) >= editions[edition].extensionFrom

/**
 * The code of a matter in a county: division 6 + class 2 + number, 11 digits in 2026 and 10 before [S1, M]. It names the
 * sort of matter, not the single case.
 */
export function composeMatterCode(county: string, code: string): string {
  const whole = county + code
  parseMatterCode(whole)
  return whole
}

/** The parts of a matter code; which edition it is follows from its length alone for 2026, otherwise 2013 or 2007. */
export function parseMatterCode(text: string, field?: string): { readonly county: string; readonly code: string } {
  if (!/^[1-9][0-9]{9,10}$/.test(text))
    throw catalogueProblems.matter_code_malformed({ code: text.slice(0, 20) }, field)
  const code = text.slice(6)
  parseCode(text.length === 11 ? '2026' : '2013', code, field)
  return { county: text.slice(0, 6), code }
}

/** Matters of classes 01–05 in 2026 say that the component of the same code is out of order. */
export function componentBehind(key: CategoryKey): CategoryKey | undefined {
  if (key.edition !== '2026' || key.kind !== 'matter' || Number(key.major) > 5) return undefined
  return { ...key, kind: 'component' }
}
