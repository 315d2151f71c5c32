/** Systems that a message may be of. HJ 212-2017, table 5 [S]. */
export const systems: ReadonlySet<string> = new Set(
  '21 22 23 24 25 26 27 31 32 33 34 35 36 37 38 39 41 51 52 91'.split(' '),
)

/** Commands of a station or of both. HJ 212-2017, table 9 [S]; those of 2025 [L]. */
export const stationCommands: ReadonlySet<string> = new Set(
  (
    '1011 1013 1061 1063 2011 2021 2031 2041 2051 2061 2081 3015 3019 3020 3021 9011 9012 9013 9014 ' +
    '1001 1002 1014 2013 2052 2062 2111 3022 3024 9015'
  ).split(' '),
)

/** Which field a factor must have in a message of a command. Equipment and answers have none. */
export const neededField: Readonly<Record<string, string>> = { 2011: 'Rtd', 2051: 'Avg', 2061: 'Avg', 2031: 'Avg' }

/** Noise is told over periods by fields of its own. HJ 212-2017, table B.3 [S]. */
export const noiseFields: ReadonlySet<string> = new Set(['Data', 'DayData', 'NightData', 'Rtd', 'Avg'])

/** Whether a factor's name is one of the tables: a letter with five digits, or one of noise. */
export const isFactor = (name: string): boolean =>
  /^[anw]\d{5}$/.test(name) || /^(LA|Leq|Ld|Ln|Ldn|LMx|LMn|L(5|10|50|90|95))$/.test(name)

/** The old names of 2005, which a station of that edition may send. */
export const isOldFactor = (name: string): boolean => /^(B\d\d|\d{3}|S\d\d)$/.test(name)

/** What a value can be in the unit of the table; dust and gases differ too much for one range. [J] */
export const ranges: Readonly<Record<string, { least: number; most: number; unit: string }>> = {
  a01001: { least: -60, most: 60, unit: '°C' },
  a01002: { least: 0, most: 100, unit: '%' },
  a01006: { least: 45, most: 110, unit: 'kPa' },
  a01007: { least: 0, most: 75, unit: 'm/s' },
  a01008: { least: 0, most: 360, unit: '°' },
  LA: { least: 10, most: 150, unit: 'dB(A)' },
  Leq: { least: 10, most: 150, unit: 'dB(A)' },
  w01001: { least: 0, most: 14, unit: '' },
}
