import { useSyncExternalStore } from 'react'

/**
 * Where the citizen is: kept after the `#`, so that the phone's back button works and a tracking code never reaches a log of
 * visited addresses.
 */
export type Address =
  | { readonly at: 'photo' | 'place' | 'what' | 'mine' }
  | { readonly at: 'receipt' | 'progress' | 'thing'; readonly code: string }

export function readAddress(hash: string): Address {
  const [at, code] = hash.replace(/^#\/?/, '').split('/')
  if (at === 'place' || at === 'what' || at === 'mine') return { at }
  // The code of a thing on the street, as its label has it.
  if (at === 'thing' && code && /^[0-9]{16,17}$/.test(code)) return { at, code }
  if ((at === 'receipt' || at === 'progress') && code) {
    const clean = cleanCode(code)
    if (clean) return { at, code: clean }
  }
  return { at: 'photo' }
}

export const writeAddress = (address: Address): string =>
  'code' in address ? `#/${address.at}/${address.code}` : `#/${address.at}`

/** A tracking code as typed: any case, spaces and dashes, O for 0, I and L for 1. Undefined when it cannot be one. */
export function cleanCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : undefined
}

/** A tracking code in groups of four, to be read out. */
export const groupCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

export const go = (address: Address): void => {
  location.hash = writeAddress(address)
}

/** As `go`, but the present screen is not returned to. */
export const goInstead = (address: Address): void => location.replace(writeAddress(address))

const subscribe = (listen: () => void) => {
  addEventListener('hashchange', listen)
  return () => removeEventListener('hashchange', listen)
}

export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return readAddress(hash)
}

/** The district of this page: `?d=…`, else the one the page was made for. */
export const districtId: string =
  typeof document === 'undefined'
    ? ''
    : (new URLSearchParams(location.search).get('d') ??
      document.querySelector<HTMLMetaElement>('meta[name=district]')?.content ??
      '')
