/** What a typed text is compared with: codes, Chinese, and syllables with blanks between them. */
type Searched = { readonly codes: readonly string[]; readonly texts: readonly string[]; readonly syllables?: string }

/** Whether something answers a text: by the beginning of a code, by Chinese, by full pinyin or by initials. */
export function matches({ codes, texts, syllables = '' }: Searched, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  if (codes.some((code) => code.startsWith(wanted))) return true
  if (texts.some((each) => each.toLowerCase().includes(wanted))) return true
  if (!/^[a-z]+$/.test(wanted)) return false
  const parts = syllables.split(' ')
  return parts.some((_, at) => begins(parts.slice(at), wanted))
}

/** Whether letters are made of the beginnings of syllables in a row: `gsjg`, `gongsj`, `gongshui`. */
function begins(parts: readonly string[], letters: string): boolean {
  if (letters === '') return true
  const [first, ...rest] = parts
  if (!first) return false
  for (let taken = Math.min(first.length, letters.length); taken > 0; taken--)
    if (first.startsWith(letters.slice(0, taken)) && begins(rest, letters.slice(taken))) return true
  return false
}
