import { createContext } from 'react'

/** The step that a form takes, and whether it may still be taken: it may have been open when somebody else acted. */
export type Standing = {
  readonly kind: string
  readonly allowed: boolean
  readonly refusal: { readonly zh: string; readonly en: string } | null
}

export const StepStanding = createContext<Standing>({ kind: '', allowed: true, refusal: null })
