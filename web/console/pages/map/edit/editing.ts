/** What is being edited on the map. */
export type Editing =
  | { readonly kind: 'new' }
  | { readonly kind: 'component'; readonly code: string }
  | { readonly kind: 'grid'; readonly codes: readonly string[] }
