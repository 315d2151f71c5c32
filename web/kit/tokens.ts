/** What a state looks like: one colour, never without its glyph and its word. */
export type Tone = 'grey' | 'blue' | 'brown' | 'purple' | 'green' | 'red'

export const toneNames = ['grey', 'blue', 'brown', 'purple', 'green', 'red'] as const satisfies readonly Tone[]

/** The colours of one theme by the name of their CSS variable; `x-soft` is the ground a tone is written on. */
export type Palette = Readonly<
  Record<
    | 'ink'
    | 'ink-2'
    | 'ink-3'
    | 'line'
    | 'line-strong'
    | 'paper'
    | 'ground'
    | 'raised'
    | 'primary'
    | 'primary-strong'
    | 'primary-soft'
    | 'on-tone'
    | 'mark-line'
    | Tone
    | `${Tone}-soft`
    | 'navy'
    | 'navy-2'
    | 'navy-line'
    | 'navy-ink'
    | 'alarm'
    | 'map-ground',
    `#${string}`
  >
>

/**
 * Measured by colour.test.ts. In daylight the six tones are read at ≥ 5.4:1, but grey and green look alike to some who
 * do not see red and green apart. In the dark there is room: the nearest two of any sight stay 20 apart, which is
 * why what is red by day is nearly orange there.
 */
const light: Palette = {
  ink: '#1f2329',
  'ink-2': '#51575f',
  'ink-3': '#5c636b',
  line: '#e1e5ea',
  'line-strong': '#c3c9d1',
  paper: '#ffffff',
  ground: '#f3f5f8',
  raised: '#f8fafc',
  primary: '#0958d9',
  'primary-strong': '#0a4cb8',
  'primary-soft': '#e8f0fe',
  'on-tone': '#ffffff',
  'mark-line': '#7c8794',
  grey: '#595959',
  blue: '#0958d9',
  brown: '#8f5700',
  purple: '#7a3fb0',
  green: '#00664b',
  red: '#a8071a',
  'grey-soft': '#f0f1f3',
  'blue-soft': '#e8f0fe',
  'brown-soft': '#fdf3e1',
  'purple-soft': '#f4ecfb',
  'green-soft': '#e4f4ee',
  'red-soft': '#fdebec',
  navy: '#0d2747',
  'navy-2': '#17375f',
  'navy-line': '#4d6a8f',
  'navy-ink': '#d6e2f1',
  alarm: '#c4121f',
  'map-ground': '#eef0ec',
}

const dark: Palette = {
  ink: '#e6eaf0',
  'ink-2': '#b4bdc9',
  'ink-3': '#a3adba',
  line: '#2c3542',
  'line-strong': '#465262',
  paper: '#171d26',
  ground: '#0f141b',
  raised: '#1f2733',
  primary: '#6babff',
  'primary-strong': '#8fc0ff',
  'primary-soft': '#172f50',
  'on-tone': '#0c131c',
  'mark-line': '#7b8797',
  grey: '#d0d5dc',
  blue: '#5aa2ff',
  brown: '#efb525',
  purple: '#cc8fd0',
  green: '#1bdc94',
  red: '#fc7a59',
  'grey-soft': '#2b333f',
  'blue-soft': '#152b49',
  'brown-soft': '#362a0e',
  'purple-soft': '#35213b',
  'green-soft': '#0e382b',
  'red-soft': '#43211a',
  navy: '#0a111b',
  'navy-2': '#182231',
  'navy-line': '#4a5b70',
  'navy-ink': '#c5d0de',
  alarm: '#c4121f',
  'map-ground': '#10161f',
}

/** For a picture on a wall in a dim hall, read from ten metres: strong ink, and tones all may tell apart. */
const wall: Palette = {
  ...dark,
  ink: '#f2f6fb',
  'ink-2': '#bdcbdc',
  'ink-3': '#bdcbdc',
  line: '#2c4766',
  'line-strong': '#2c4766',
  paper: '#0e2138',
  ground: '#071426',
  raised: '#0e2138',
  primary: '#7cc4f2',
  'primary-strong': '#a5d8f8',
  'primary-soft': '#12345a',
  grey: '#c9d3de',
  blue: '#56b4e9',
  brown: '#f0e442',
  purple: '#e09cc4',
  green: '#00c490',
  red: '#ff8f45',
  'grey-soft': '#0e2138',
  'blue-soft': '#0e2138',
  'brown-soft': '#0e2138',
  'purple-soft': '#0e2138',
  'green-soft': '#0e2138',
  'red-soft': '#0e2138',
}

export const palettes = { light, dark, wall } as const

export type Theme = keyof typeof palettes

/** How close things stand: the height of controls and rows, and the space around words, all in px. */
export const densities = {
  compact: { control: 28, row: 38, 'cell-block': 3, 'cell-inline': 10, gap: 8, text: 13, leading: 20 },
  normal: { control: 32, row: 52, 'cell-block': 6, 'cell-inline': 12, gap: 12, text: 14, leading: 22 },
  comfortable: { control: 40, row: 64, 'cell-block': 10, 'cell-inline': 16, gap: 16, text: 16, leading: 26 },
} as const

export type Density = keyof typeof densities

/** Where a page changes its shape: below `phone` lists are cards, below `tablet` the menu folds, from `wide` the detail stands beside. */
export const breakpoints = { phone: 760, tablet: 900, wide: 1280 } as const

export const fontFamily =
  '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

// Broken where the formatter breaks it.
const fontLine = `--font:\n    ${fontFamily.replace(/ (?=sans-serif$)/, '\n    ')}`

/** The style sheets made of the tables above; `tools/tokens.ts` writes them, colour.test.ts holds them to it. */
export const sheets: Readonly<Record<string, string>> = {
  'tokens.css': sheet([[':root', [...coloursOf(light), 'color-scheme: light', ...spacesOf('normal'), fontLine]]]),
  'tokens-dark.css': sheet([
    [':root[data-theme="dark"]', [...coloursOf(dark), '--shade: 0 8px 28px rgb(0 0 0 / 60%)', 'color-scheme: dark']],
    [':root[data-density="compact"]', spacesOf('compact')],
    [':root[data-density="comfortable"]', spacesOf('comfortable')],
  ]),
  'tokens-wall.css': sheet([[':root', [...coloursOf(wall), 'color-scheme: dark']]]),
}

function coloursOf(palette: Palette): string[] {
  return Object.entries(palette).map(([name, colour]) => `--${name}: ${colour}`)
}

function spacesOf(density: Density): string[] {
  return Object.entries(densities[density]).map(([name, size]) => `--${name}: ${size}px`)
}

function sheet(rules: readonly (readonly [string, readonly string[]])[]): string {
  const text = rules.map(([selector, lines]) => `${selector} {\n${lines.map((line) => `  ${line};`).join('\n')}\n}\n`)
  return `/* Written by tools/tokens.ts from tokens.ts. */\n${text.join('')}`
}
