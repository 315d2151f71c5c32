/** The link as it was given: the district and the secret, behind the `#` so that no server's log ever sees it. */
export type Given = { readonly district: string; readonly token: string }

export function readAddress(hash: string): Given | undefined {
  const found = /^#(\d{6})\.([A-Za-z0-9_-]{20,100})$/.exec(hash)
  return found?.[1] && found[2] ? { district: found[1], token: found[2] } : undefined
}

/** A letter to the owner of a thing; it has a form of its own, so that neither page opens the other's link. */
export function readLetter(hash: string): Given | undefined {
  const found = /^#owner\/(\d{6})\.([A-Za-z0-9_-]{20,100})$/.exec(hash)
  return found?.[1] && found[2] ? { district: found[1], token: found[2] } : undefined
}
