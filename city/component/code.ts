import { codeFaultsEn, codeFaultsZh, divisionCodeFaults } from '#city/place/code.ts'

/**
 * Identification codes of components: county 6 + major 2 + minor + sequence 6. The minor has 3 digits in GB/T 47678.5-2026 (17
 * in all) and 2 in GB/T 30428.2-2013 (16) [standards §1.1, S1 S9]. Within one county and kind the sequence runs from 000001 and a
 * number is never used twice [M].
 */
export type ComponentEdition = '2026' | '2013'

export type ComponentCode = {
  readonly edition: ComponentEdition
  readonly county: string
  readonly major: string
  readonly minor: string
  readonly sequence: number
}

export type ComponentCodeFault = { readonly zh: string; readonly en: string }

const minorDigits: Readonly<Record<ComponentEdition, number>> = { '2026': 3, '2013': 2 }

/** The edition by the length of a code (17 or 16), if it is one of the two. */
export function editionOfLength(code: string): ComponentEdition | undefined {
  if (code.length === 17) return '2026'
  return code.length === 16 ? '2013' : undefined
}

/** Everything wrong with a code, group by group; empty when well formed. `county` asks that it belong to that county. */
export function componentCodeFaults(code: string, county?: string): readonly ComponentCodeFault[] {
  const edition = editionOfLength(code)
  if (!edition)
    return [
      {
        zh: `位数为“${code.length}”，应为 17（2026 版）或 16（2013 版）`,
        en: `it has ${code.length} characters, not 17 (2026) or 16 (2013)`,
      },
    ]
  const faults: ComponentCodeFault[] = []
  const place = divisionCodeFaults(code.slice(0, 6), county)
  const foreign = place.length === 0 && county !== undefined && code.slice(0, 6) !== county
  if (place.length > 0) faults.push({ zh: codeFaultsZh(place), en: codeFaultsEn(place) })
  if (foreign)
    faults.push({
      zh: `第1–6位为“${code.slice(0, 6)}”，不是本区 ${county}`,
      en: `digits 1–6 are “${code.slice(0, 6)}”, not this district ${county}`,
    })
  const end = 8 + minorDigits[edition]
  pushUnless(faults, code.slice(6, 8), '第7–8位（大类）', 'digits 7–8 (major class)')
  pushUnless(faults, code.slice(8, end), `第9–${end}位（小类）`, `digits 9–${end} (minor class)`)
  pushUnless(
    faults,
    code.slice(end),
    `第${end + 1}–${code.length}位（顺序码）`,
    `digits ${end + 1}–${code.length} (sequence)`,
  )
  return faults
}

function pushUnless(faults: ComponentCodeFault[], digits: string, zh: string, en: string): void {
  if (!/^[0-9]+$/.test(digits) || Number(digits) === 0)
    faults.push({ zh: `${zh}为“${digits}”`, en: `${en} is “${digits}”` })
}

/** The parts of a well-formed code; undefined otherwise. */
export function parseComponentCode(code: string): ComponentCode | undefined {
  const edition = editionOfLength(code)
  if (!edition || componentCodeFaults(code).length > 0) return undefined
  const end = 8 + minorDigits[edition]
  return {
    edition,
    county: code.slice(0, 6),
    major: code.slice(6, 8),
    minor: code.slice(8, end),
    sequence: Number(code.slice(end)),
  }
}

/** The code of the parts; undefined where a part does not fit its digits. */
export function composeComponentCode({ edition, county, major, minor, sequence }: ComponentCode): string | undefined {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 999_999) return undefined
  const code = `${county}${major}${minor}${String(sequence).padStart(6, '0')}`
  return editionOfLength(code) === edition &&
    minor.length === minorDigits[edition] &&
    componentCodeFaults(code).length === 0
    ? code
    : undefined
}

/** Major and minor as one kind code: 5 digits in 2026, 4 in 2013. Undefined where the length fits no edition. */
export function splitKind(kind: string): { edition: ComponentEdition; major: string; minor: string } | undefined {
  if (!/^[0-9]{4,5}$/.test(kind)) return undefined
  return { edition: kind.length === 5 ? '2026' : '2013', major: kind.slice(0, 2), minor: kind.slice(2) }
}
