// What is told in one unit and judged in another, by what to multiply.
const factors: Readonly<Record<string, number>> = {
  'mg/m³>µg/m³': 1_000,
  'µg/m³>mg/m³': 0.001,
  'ng/m³>µg/m³': 0.001,
  'mm>m': 0.001,
  'cm>m': 0.01,
  'm>cm': 100,
  'mm>cm': 0.1,
  'mV>V': 0.001,
  'V>mV': 1_000,
  'm/s>km/h': 3.6,
  'km/h>m/s': 1 / 3.6,
}

/** A value in another unit; undefined where nobody can tell, which a rule then neither raises nor clears by. */
export function inUnit(value: number, from: string, to: string): number | undefined {
  if (from === to) return value
  const factor = factors[`${from}>${to}`]
  return factor === undefined ? undefined : value * factor
}
