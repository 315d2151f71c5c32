import type { Post } from '#city/organisation/policy.ts'
import { postNames } from '#city/organisation/policy.ts'
import type { Problem } from '#kernel/problem.ts'
import { personProblems } from './problems.ts'

/** The three administrators, none of whom may do what the others do (GB/T 22239-2019 8.1.5.1–8.1.5.3). */
export const administratorPosts = ['system_admin', 'security_admin', 'audit_admin'] as const satisfies readonly Post[]

export const isAdministrator = (posts: readonly { readonly post: string }[]): boolean =>
  posts.some(({ post }) => isAdministratorPost(post))

export const isAdministratorPost = (post: string): boolean => administratorPosts.some((each) => each === post)

export type Given = {
  readonly post: Post
  readonly unitId: string
  readonly from: string
  readonly to: string | null
}

type Held = { readonly post: string; readonly unitId: string }

/**
 * Why a post cannot be given: to oneself, to an administrator, for days that do not fit, or because it is held already. `held` is
 * what the person holds or is to hold. An administrator's post goes with no other, so that whoever runs the system handles no case.
 */
export function whyNotGiven(
  giver: { readonly personId: string },
  person: { readonly personId: string; readonly held: readonly Held[] },
  given: Given,
  today: string,
): Problem | undefined {
  if (giver.personId === person.personId) return personProblems.own_post()
  if (given.from < today || (given.to !== null && given.to <= given.from))
    return personProblems.post_dates({}, 'body.from')
  if (person.held.some(({ post, unitId }) => post === given.post && unitId === given.unitId))
    return personProblems.post_held({ post: nameOf(given.post) }, 'body.post')
  const apart = person.held.find(
    ({ post }) => post !== given.post && (isAdministratorPost(post) || isAdministratorPost(given.post)),
  )
  if (!apart) return undefined
  return personProblems.administrators_apart({ held: nameOf(apart.post), given: nameOf(given.post) }, 'body.post')
}

/** The post of the last active administrator of a kind, if the person is that. */
export function lastOf(
  personId: string,
  posts: readonly { readonly post: string }[],
  active: readonly { readonly personId: string; readonly posts: readonly { readonly post: string }[] }[],
): string | undefined {
  const others = active.filter((each) => each.personId !== personId).flatMap((each) => each.posts)
  return posts.map(({ post }) => post).find((post) => isAdministratorPost(post) && !others.some((o) => o.post === post))
}

export const nameOf = (post: string): string => postNames[post as Post] ?? post
