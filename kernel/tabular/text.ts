/** Workbooks write characters XML cannot hold as `_x000D_`; this gives the characters back. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

// Control characters and carriage returns, which XML drops or turns into line feeds, and the two non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters XML forbids
const unwritable = /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}_)/g

const hex4 = (char: string) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it is written into a workbook's XML; a lone half of a surrogate pair becomes U+FFFD. */
export const escapeText = (text: string): string => (plain.test(text) ? text : escapeRare(text))

// Most cells: no markup, no control characters, no lone surrogates, nothing that looks like an escape.
const plain = /^[^\p{Cc}\p{Cs}&<>"_\ufffe\uffff]*$/u

const escapeRare = (text: string): string =>
  text
    .toWellFormed()
    .replace(looksEscaped, '_x005F_')
    .replace(unwritable, hex4)
    .replace(/[&<>"]/g, (char) => entities[char]!)
