/** A number, or one in text, or yes and no as 1 and 0. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(value)) return finite(Number(value))
  return typeof value === 'number' ? finite(value) : undefined
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)
