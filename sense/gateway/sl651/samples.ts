import type { Frame } from './codec.ts'

/** A frame and what it says, for tests and for whoever uses the codec alone. Made for this purpose; no station sent them. */
export type Sample = {
  about: string
  hex: string
  frame: Omit<Frame, 'text'>
  /** Element, minutes from 11:00 of 2026-01-02 at UTC+8, value. */
  values: readonly (readonly [string, number, number | undefined])[]
}

const base = { centre: 1, station: '0011223344', password: '03e8', isDown: false, ending: 0x03 }

export const samples: readonly Sample[] = [
  {
    about: 'keeping the line',
    hex: '7e7e01001122334403e82f000802000126010203040503e9de',
    frame: { ...base, code: 0x2f },
    values: [],
  },
  {
    about: 'a timed report: rain, rain in total, water level, battery',
    hex: '7e7e01001122334403e832002b020002260102110405f1f1001122334448f0f02601021100201900000526190001233923000012503812123403a21c',
    frame: { ...base, code: 0x32 },
    values: [
      ['20', 0, 0.5],
      ['26', 0, 12.3],
      ['39', 0, 1.25],
      ['38', 0, 12.34],
    ],
  },
  {
    about: 'an hourly report: rain and water level of each five minutes, FF and FFFF where there is none',
    hex: '7e7e01001122334403e8340048020002260102110405f1f1001122334448f0f02601021100f46000050aff0000000000000002f5c0007d007d007d007d007d007d007d007d007d007d007dffff26190001233812119803388e',
    frame: { ...base, code: 0x34 },
    values: [
      ['22', -55, 0],
      ['22', -50, 0.5],
      ['22', -45, 1],
      ['22', -40, undefined],
      ...[-35, -30, -25, -20, -15, -10, -5].map((minute) => ['22', minute, 0] as const),
      ['22', 0, 0.2],
      ...Array.from({ length: 11 }, (_, index) => ['39', -55 + index * 5, 1.25] as const),
      ['39', 0, undefined],
      ['26', 0, 12.3],
      ['38', 0, 11.98],
    ],
  },
  {
    about: 'an interval report: water level every five minutes',
    hex: '7e7e01001122334403e831002a020002260102110405f1f1001122334448f0f026010211000418000005392300001250000012510000125303d356',
    frame: { ...base, code: 0x31 },
    values: [
      ['39', 0, 1.25],
      ['39', 5, 1.251],
      ['39', 10, 1.253],
    ],
  },
  {
    about: 'an added report: a level below the datum, and the word of alarms',
    hex: '7e7e01001122334403e8330023020002260102110405f1f1001122334448f0f026010211003923ff00125045200000000403659b',
    frame: { ...base, code: 0x33 },
    values: [['39', 0, -1.25]],
  },
  {
    about: 'an element that nobody knows ends what can be read',
    hex: '7e7e01001122334403e832001f020002260102110405f1f1001122334448f0f02601021100201900000577119903e538',
    frame: { ...base, code: 0x32 },
    values: [['20', 0, 0.5]],
  },
  {
    about: 'the first of two parts of a picture',
    hex: '7e7e01001122334403e836001f160020010003260102110405f1f1001122334448f0f02601021100f3f3ffd8ff17471d',
    frame: { ...base, code: 0x36, part: { total: 2, index: 1 }, ending: 0x17 },
    values: [],
  },
  {
    about: 'the last part of it',
    hex: '7e7e01001122334403e836000516002002aabb03f476',
    frame: { ...base, code: 0x36, part: { total: 2, index: 2 } },
    values: [],
  },
]

/** The answer to the timed report, at 11:04:07. */
export const answer = '7e7e00112233440103e8328008020002260102110407042620'
