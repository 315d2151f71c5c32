const decoder = new TextDecoder('gb18030')

let codeOf: ReadonlyMap<string, number> | undefined

// The runtime reads GBK but does not write it, so the table is made once, by reading each of its pairs.
function codes(): ReadonlyMap<string, number> {
  if (codeOf) return codeOf
  const table = new Map<string, number>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(high, low))
      if (character.length === 1 && character !== '�' && !table.has(character)) table.set(character, (high << 8) | low)
    }
  }
  codeOf = table
  return table
}

/** Text of GBK (GB 18030) bytes. What is no such text becomes U+FFFD, as a reader of a log would want it. */
export const gbkText = (bytes: Uint8Array): string => decoder.decode(bytes)

/** GBK bytes of a text. A character outside GBK becomes a question mark, as a terminal would show it. */
export function gbkBytes(text: string): Buffer {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    const code = point < 0x80 ? point : codes().get(character)
    if (code === undefined) bytes.push(0x3f)
    else if (code < 0x80) bytes.push(code)
    else bytes.push(code >> 8, code & 0xff)
  }
  return Buffer.from(bytes)
}
