import { type Density, densities } from './tokens.ts'

export const themeChoices = ['light', 'dark', 'system'] as const

/** How a person wants the screen: the theme, or that of the machine, and how close things stand. */
export type Look = { readonly theme: (typeof themeChoices)[number]; readonly density: Density }

/** What this browser showed last, read by `theme.js` before anything is drawn. */
export const lookKey = 'yiwang.look'

export const ownLookKey = (personId: string): string => `${lookKey}.${personId}`

/** Reads what was kept; anything else counts as not chosen. */
export function readLook(kept: string | null): Look {
  const { theme, density } = parsed(kept)
  return {
    theme: themeChoices.find((choice) => choice === theme) ?? 'system',
    density: typeof density === 'string' && Object.hasOwn(densities, density) ? (density as Density) : 'normal',
  }
}

function parsed(kept: string | null): { theme?: unknown; density?: unknown } {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** The theme to show, given whether the machine asks for a dark one. */
export const shownTheme = ({ theme }: Look, isMachineDark: boolean): 'light' | 'dark' =>
  theme === 'system' ? (isMachineDark ? 'dark' : 'light') : theme
