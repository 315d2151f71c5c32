/** An exact number: scores are compared, ranked and hashed, so that none may depend on how a machine rounds. */
export type Fraction = { readonly over: bigint; readonly under: bigint }

export const zero: Fraction = { over: 0n, under: 1n }
export const one: Fraction = { over: 1n, under: 1n }

/** A whole number as a fraction. */
export const whole = (value: number | bigint): Fraction => ({ over: BigInt(value), under: 1n })

/** Reads “12”, “0.85”, “40%”, “-3”; undefined where the text is no number. */
export function parseFraction(text: string): Fraction | undefined {
  const read = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?(%?)$/.exec(text.trim())
  if (!read) return undefined
  const [, sign, digits = '0', decimals = '', percent] = read
  const over = BigInt(digits + decimals) * (sign ? -1n : 1n)
  return reduced(over, 10n ** BigInt(decimals.length) * (percent ? 100n : 1n))
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? reduced(a.over + b.over, a.under)
    : reduced(a.over * b.under + b.over * a.under, a.under * b.under)

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b))

export const multiply = (a: Fraction, b: Fraction): Fraction => reduced(a.over * b.over, a.under * b.under)

/** Undefined where the divisor is zero: such a value is shown as “—” and counts for nothing. */
export const divide = (a: Fraction, b: Fraction): Fraction | undefined =>
  b.over === 0n ? undefined : reduced(a.over * b.under, a.under * b.over)

export const negate = ({ over, under }: Fraction): Fraction => ({ over: -over, under })

/** Below zero where a < b, zero where equal. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** To so many decimals, the half away from zero (四舍五入). */
export function roundTo(value: Fraction, decimals: number): Fraction {
  const scale = 10n ** BigInt(decimals)
  const size = value.over < 0n ? -value.over : value.over
  const units = (2n * size * scale + value.under) / (2n * value.under)
  return reduced(value.over < 0n ? -units : units, scale)
}

/** With exactly so many decimals, rounded as `roundTo` does. */
export function format(value: Fraction, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const rounded = roundTo(value, decimals)
  const units = (rounded.over * scale) / rounded.under
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return units < 0n ? `-${text}` : text
}

function reduced(over: bigint, under: bigint): Fraction {
  if (under < 0n) return reduced(-over, -under)
  if (under === 1n) return { over, under }
  const shared = commonDivisor(over < 0n ? -over : over, under)
  return shared === 1n ? { over, under } : { over: over / shared, under: under / shared }
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b]
  while (right !== 0n) [left, right] = [right, left % right]
  return left
}
