/** What a number format of a workbook shows: a plain number, a number padded with zeros to `digits`, or a point in time. */
export type NumberFormat =
  | { readonly shows: 'number' }
  | { readonly shows: 'padded'; readonly digits: number }
  | { readonly shows: 'moment'; readonly date: boolean; readonly time: boolean }

const number: NumberFormat = { shows: 'number' }
const date: NumberFormat = { shows: 'moment', date: true, time: false }
const time: NumberFormat = { shows: 'moment', date: false, time: true }
const dateTime: NumberFormat = { shows: 'moment', date: true, time: true }

const between = (id: number, low: number, high: number) => id >= low && id <= high

/** Formats that exist without a code of their own (ECMA-376 part 1 §18.8.30; 27–36 and 50–58 in their Chinese meaning). */
export function builtInFormat(id: number): NumberFormat {
  if (id === 22) return dateTime
  if (between(id, 14, 17) || between(id, 27, 31) || id === 36) return date
  if (between(id, 50, 54) || id === 57 || id === 58) return date
  if (between(id, 18, 21) || between(id, 32, 35) || between(id, 45, 47) || id === 55 || id === 56) return time
  return number
}

/** Reads a format code such as `yyyy"年"m"月"d"日"`, `000000` or `#,##0.00`. */
export function formatOf(code: string): NumberFormat {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';')[0]!
    .toLowerCase()
  if (/^0{2,}$/.test(bare)) return { shows: 'padded', digits: bare.length }
  if (bare === 'general') return number
  const hasTime = /[hs]/.test(bare)
  const hasDate = /[yd]/.test(bare) || (/m/.test(bare) && !hasTime)
  if (!hasTime && !hasDate) return number
  return { shows: 'moment', date: hasDate, time: hasTime }
}

const msPerDay = 86_400_000
const lastSerial = 2_958_465 // 9999-12-31

/** Writes a cell's number the way its format shows it: dates as YYYY-MM-DD, times as HH:mm:ss. */
export function numberText(raw: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (format.shows === 'moment' && value >= 0 && value <= lastSerial) return momentText(value, format, from1904)
  const plain = plainText(value)
  if (format.shows !== 'padded' || !/^\d+$/.test(plain)) return plain
  return plain.padStart(format.digits, '0')
}

/** Spreadsheets keep 15 significant digits; what lies beyond is noise of binary fractions. No exponent for whole numbers. */
function plainText(value: number): string {
  const kept = Number(value.toPrecision(15))
  return Number.isInteger(kept) ? BigInt(kept).toString() : String(kept)
}

function momentText(serial: number, format: { date: boolean; time: boolean }, from1904: boolean): string {
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * 86_400)
  const text = new Date(dayZero(days, from1904) + days * msPerDay + seconds * 1000).toISOString()
  const onlyTime = format.time && !format.date && days === 0
  if (onlyTime) return text.slice(11, 19)
  if (!format.time) return text.slice(0, 10)
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** The 1900 calendar counts a 29 February 1900 that never was; days before it sit one later. */
function dayZero(days: number, from1904: boolean): number {
  if (from1904) return Date.UTC(1904, 0, 1)
  return Date.UTC(1899, 11, days < 60 ? 31 : 30)
}
