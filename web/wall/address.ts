const KEY = 'yiwang.wall.district'

/** The link as it was issued: the district and the secret, behind the `#` so that no server's log ever sees it. */
export function readLink(hash: string): { district: string; token: string } | undefined {
  const found = /^#(\d{6})\.([A-Za-z0-9_-]{20,100})$/.exec(hash)
  return found?.[1] && found[2] ? { district: found[1], token: found[2] } : undefined
}

/** Which district this screen belongs to; its token is in a cookie that no script reads. */
export const keptDistrict = (): string | undefined => localStorage.getItem(KEY) ?? undefined

/** Keeps the district and takes the secret out of the address. */
export function keepDistrict(district: string): void {
  localStorage.setItem(KEY, district)
  history.replaceState(null, '', location.pathname)
}
