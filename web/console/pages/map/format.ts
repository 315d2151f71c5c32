import type { Language } from '#web/kit/language.ts'

/** Metres as one says them: `85 米`, `1.24 公里`. */
export function formatMetres(metres: number, language: Language): string {
  if (metres < 1_000) return `${Math.round(metres)} ${language === 'zh' ? '米' : 'm'}`
  return `${(metres / 1_000).toFixed(metres < 10_000 ? 2 : 1)} ${language === 'zh' ? '公里' : 'km'}`
}

/** A surface: square metres up to a tenth of a square kilometre. */
export function formatSurface(squareMetres: number, language: Language): string {
  if (squareMetres < 100_000)
    return `${Math.round(squareMetres).toLocaleString('en')} ${language === 'zh' ? '平方米' : 'm²'}`
  return `${(squareMetres / 1_000_000).toFixed(2)} ${language === 'zh' ? '平方公里' : 'km²'}`
}

/** A value of an indicator: a share in per cent, a number as it is. */
export const formatValue = (value: number, isShare: boolean): string =>
  isShare ? `${Math.round(value * 100)}%` : value.toLocaleString('en')
