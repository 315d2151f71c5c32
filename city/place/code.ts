/**
 * Division and cell codes. A county is 6 digits, a street (镇街) 9, a community (社区、村) 12, a cell (单元网格) 15: county 6 +
 * street 3 + community 3 + sequence 3 [standards §2.1, S15 S16]. The 2026 edition speaks of 15 letters or digits; only the
 * sequence may then hold capital letters [S16, 推].
 */
export type DivisionLevel = 'county' | 'street' | 'community'
export type CodeGroup = 'length' | 'province' | 'city' | 'county' | 'street' | 'community' | 'sequence' | 'district'
export type CellEdition = '2013' | '2026'

/** One failing group of digits of a code, and the characters found there. */
export type CodeFault = { readonly group: CodeGroup; readonly found: string }

export type CellCode = {
  readonly county: string
  readonly street: string
  readonly community: string
  readonly sequence: string
}

const levels: Readonly<Record<number, DivisionLevel>> = { 6: 'county', 9: 'street', 12: 'community' }

// GB/T 2260: provinces, autonomous regions, municipalities and the two special regions.
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)

/** The level of a division code by its length, if it has one of the three lengths. */
export const divisionLevel = (code: string): DivisionLevel | undefined => levels[code.length]

/** The code of the division above (community → street → county); a county has none here. */
export function parentDivision(code: string): string | undefined {
  return divisionLevel(code) === 'county' || divisionLevel(code) === undefined ? undefined : code.slice(0, -3)
}

/** Every failing group of a division code; empty when it is well formed. */
export function divisionCodeFaults(code: string, county?: string): readonly CodeFault[] {
  if (divisionLevel(code) === undefined) return [{ group: 'length', found: String(code.length) }]
  return [...countyFaults(code, county), ...groupFaults(code, 6, 'street'), ...groupFaults(code, 9, 'community')]
}

/** Every failing group of a cell code; empty when it is well formed. `county` asks that the code belong to that county. */
export function cellCodeFaults(code: string, county?: string, edition: CellEdition = '2026'): readonly CodeFault[] {
  if (code.length !== 15) return [{ group: 'length', found: String(code.length) }]
  const sequence = code.slice(12)
  const pattern = edition === '2026' ? /^[0-9A-Z]{3}$/ : /^[0-9]{3}$/
  const bad = !pattern.test(sequence) || sequence === '000'
  return [
    ...countyFaults(code, county),
    ...groupFaults(code, 6, 'street'),
    ...groupFaults(code, 9, 'community'),
    ...(bad ? [{ group: 'sequence' as const, found: sequence }] : []),
  ]
}

function countyFaults(code: string, county: string | undefined): CodeFault[] {
  const faults: CodeFault[] = []
  if (!provinces.has(code.slice(0, 2))) faults.push({ group: 'province', found: code.slice(0, 2) })
  if (!/^[0-9]{2}$/.test(code.slice(2, 4))) faults.push({ group: 'city', found: code.slice(2, 4) })
  if (!/^[0-9]{2}$/.test(code.slice(4, 6))) faults.push({ group: 'county', found: code.slice(4, 6) })
  if (faults.length === 0 && county !== undefined && code.slice(0, 6) !== county)
    faults.push({ group: 'district', found: code.slice(0, 6) })
  return faults
}

function groupFaults(code: string, from: 6 | 9, group: 'street' | 'community'): CodeFault[] {
  const found = code.slice(from, from + 3)
  if (found === '') return []
  return /^[0-9]{3}$/.test(found) && found !== '000' ? [] : [{ group, found }]
}

/** The parts of a well-formed cell code; undefined otherwise. `street` and `community` are whole codes of 9 and 12 digits. */
export function parseCellCode(code: string): CellCode | undefined {
  if (cellCodeFaults(code).length > 0) return undefined
  return { county: code.slice(0, 6), street: code.slice(0, 9), community: code.slice(0, 12), sequence: code.slice(12) }
}

/** The code of cell number `sequence` (1–999) of a community; undefined where no such code exists. */
export function composeCellCode(community: string, sequence: number): string | undefined {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 999) return undefined
  const code = `${community}${String(sequence).padStart(3, '0')}`
  return cellCodeFaults(code).length === 0 ? code : undefined
}

/**
 * The next free cell code of a community: one past the highest number ever used there, so a retired code never returns
 * [standards §2.1, M]. Undefined when the 999 numbers are spent.
 */
export function nextCellCode(community: string, everUsed: Iterable<string>): string | undefined {
  let highest = 0
  for (const code of everUsed)
    if (code.startsWith(community) && /^[0-9]{3}$/.test(code.slice(12)))
      highest = Math.max(highest, Number(code.slice(12)))
  return composeCellCode(community, highest + 1)
}

const groupZh: Readonly<Record<CodeGroup, string>> = {
  length: '位数',
  province: '第1–2位（省）',
  city: '第3–4位（市）',
  county: '第5–6位（县区）',
  district: '第1–6位（不是本区）',
  street: '第7–9位（街道）',
  community: '第10–12位（社区）',
  sequence: '第13–15位（顺序号）',
}
const groupEn: Readonly<Record<CodeGroup, string>> = {
  length: 'length',
  province: 'digits 1–2 (province)',
  city: 'digits 3–4 (city)',
  county: 'digits 5–6 (county)',
  district: 'digits 1–6 (another district)',
  street: 'digits 7–9 (street)',
  community: 'digits 10–12 (community)',
  sequence: 'characters 13–15 (sequence)',
}

/** The faults as words, each group named with what was found there. */
export const codeFaultsZh = (faults: readonly CodeFault[]): string =>
  faults.map((fault) => `${groupZh[fault.group]}为“${fault.found}”`).join('、')
export const codeFaultsEn = (faults: readonly CodeFault[]): string =>
  faults.map((fault) => `${groupEn[fault.group]} is “${fault.found}”`).join(', ')
