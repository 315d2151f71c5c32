import { type Density, densities } from './tokens.ts'

export const themeChoices = ['light', 'dark', 'system'] as const

export const tableChoices = ['scroll', 'pages'] as const

/** How a person wants the screen: the theme, or that of the machine, how close things stand, and long lists whole or by pages. */
export type Look = {
  readonly theme: (typeof themeChoices)[number]
  readonly density: Density
  readonly tables: (typeof tableChoices)[number]
}

/** What this browser showed last, read by `theme.js` before anything is drawn. */
export const lookKey = 'yiwang.look'

export const ownLookKey = (personId: string): string => `${lookKey}.${personId}`

/** Reads what was kept; anything else counts as not chosen. */
export function readLook(kept: string | null): Look {
  const { theme, density, tables } = parsed(kept)
  return {
    theme: themeChoices.find((choice) => choice === theme) ?? 'system',
    density: typeof density === 'string' && Object.hasOwn(densities, density) ? (density as Density) : 'normal',
    tables: tableChoices.find((choice) => choice === tables) ?? 'scroll',
  }
}

function parsed(kept: string | null): { [K in keyof Look]?: unknown } {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** The theme to show, given whether the machine asks for a dark one. */
export const shownTheme = ({ theme }: Pick<Look, 'theme'>, isMachineDark: boolean): 'light' | 'dark' =>
  theme === 'system' ? (isMachineDark ? 'dark' : 'light') : theme
