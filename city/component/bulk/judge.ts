import type { Problem } from '#kernel/problem.ts'
import { type AttributeValues, filledOf } from '../attributes.ts'
import { componentProblems } from '../problems.ts'
import type { Component } from '../store.ts'

/** What many components of one kind shall have; null empties an attribute. */
export type Wish = { readonly kind: string; readonly attributes: AttributeValues }

type Standing = Pick<Component, 'code' | 'kind' | 'state' | 'revision' | 'attributes'>

export type Verdict =
  | { readonly problem: Problem }
  | { readonly attributes: Readonly<Record<string, unknown>>; readonly problem?: undefined }

/** What becomes of one of them: its attributes afterwards, or why it stays as it is. `seen` is the revision somebody chose it at. */
export function judgeOne(current: Standing | undefined, code: string, seen: number, wish: Wish): Verdict {
  if (!current) return { problem: componentProblems.component_not_found({ code }) }
  if (current.kind !== wish.kind) return { problem: componentProblems.component_kind_differs({ kind: current.kind }) }
  if (current.state === 'removed') return { problem: componentProblems.component_removed({ code }) }
  if (current.revision !== seen)
    return { problem: componentProblems.component_changed_meanwhile({ seen, now: current.revision }) }
  const known = current.attributes as AttributeValues
  const attributes = filledOf({ ...known, ...wish.attributes })
  const isSame = Object.keys(wish.attributes).every(
    (name) => JSON.stringify(known[name] ?? null) === JSON.stringify(attributes[name] ?? null),
  )
  return isSame ? { problem: componentProblems.component_change_empty() } : { attributes }
}
