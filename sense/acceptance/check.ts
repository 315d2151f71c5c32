import type { Grade } from '../device/health.ts'

/** What is said to people, in both languages. */
export type Words = { zh: string; en: string }

/** What is looked at, the clause that asks for it, and whether a device may be bought without it. */
export type Check = Words & { id: string; clause: string; weight: 'must' | 'should' }

/** A frame that broke a check: as it came, in hexadecimal, and what is wrong with it. */
export type Evidence = Words & { at: Date | null; hex: string }

export type Outcome = 'passed' | 'failed' | 'not seen'

/** A check and how it went: how often it could be looked at, how often it was broken, and the first frames that broke it. */
export type Checked = Check & { outcome: Outcome; seen: number; failed: number; evidence: Evidence[] }

const mostEvidence = 5
const mostHex = 2_048

/** Bytes for evidence, cut where they are longer than anybody reads. */
export function hexOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, mostHex / 2)).toString('hex')
  return bytes.length * 2 > mostHex ? `${hex}…` : hex
}

/** Counts what was seen of each check, and keeps the first frames that broke it. */
export class CheckBook {
  readonly #checked: Map<string, Checked>

  constructor(checks: readonly Check[]) {
    this.#checked = new Map(
      checks.map((one) => [one.id, { ...one, outcome: 'not seen', seen: 0, failed: 0, evidence: [] }]),
    )
  }

  /** Notes one look at a check: right, or wrong with what is wrong. A check that the protocol does not have is left out. */
  note(id: string, fault?: Evidence | undefined): void {
    const one = this.#checked.get(id)
    if (!one) return
    one.seen++
    if (fault) {
      one.failed++
      if (one.evidence.length < mostEvidence) one.evidence.push(fault)
    }
    one.outcome = one.failed > 0 ? 'failed' : 'passed'
  }

  /** Leaves out a check that does not hold for this device. What was seen of it stays. */
  leaveOut(id: string): void {
    if (this.#checked.get(id)?.seen === 0) this.#checked.delete(id)
  }

  get checked(): Checked[] {
    return [...this.#checked.values()]
  }
}

/**
 * What a device is worth by its checks: A all that must be was seen and nothing failed; B nothing that must be failed; C it did
 * in one look of a hundred at most; D oftener. Undefined where nothing was heard. A rule of this platform [J].
 */
export function gradeOfChecks(checked: readonly Checked[]): Grade | undefined {
  if (checked.every(({ seen }) => seen === 0)) return undefined
  const musts = checked.filter(({ weight }) => weight === 'must')
  const broken = musts.filter(({ failed }) => failed > 0)
  if (broken.some(({ seen, failed }) => failed / seen > 0.01)) return 'D'
  if (broken.length > 0) return 'C'
  const isWhole = musts.every(({ outcome }) => outcome === 'passed')
  return isWhole && checked.every(({ failed }) => failed === 0) ? 'A' : 'B'
}
