import { dayOf } from '#city/place/answer.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { getPerson, mustBeUnit, mustNotBeLast } from './checks.ts'
import * as contract from './contract.ts'
import { endPost, givePost, listGrants } from './grant-store.ts'
import { whyNotGiven } from './posts.ts'
import { personProblems } from './problems.ts'

/** Giving and taking posts: what somebody may do in the system is decided by whoever cannot open accounts. */
export const postRoutes = (onSignedOut: (personId: string) => void): readonly Route[] => [
  route(contract.givePost, async ({ tx, actor, params: { personId }, body, now, note }) => {
    const { districtId, name: by } = actor
    const person = await getPerson(tx, districtId, personId)
    const planned = (await listGrants(tx, districtId, personId)).filter(({ endedAt }) => endedAt === null)
    const today = await dayOf(tx, districtId, undefined, now)
    const why = whyNotGiven(actor, { personId, held: [...person.posts, ...planned] }, body, today)
    if (why) throw why
    await mustBeUnit(tx, districtId, body.unitId)
    await givePost(tx, districtId, { ...body, personId, by, now })
    note({ name: person.name, ...body })
    onSignedOut(personId)
    return { personId }
  }),
  route(contract.takePost, async ({ tx, actor, params: { personId }, body, now, note }) => {
    const { districtId, name: by } = actor
    if (personId === actor.personId) throw personProblems.own_post()
    const person = await getPerson(tx, districtId, personId)
    const today = await dayOf(tx, districtId, undefined, now)
    if (body.on < today) throw personProblems.post_dates({}, 'body.on')
    await mustNotBeLast(tx, districtId, person, [body], now)
    if ((await endPost(tx, districtId, { ...body, personId, by, now, today })) === 0)
      throw personProblems.post_not_held()
    note({ name: person.name, ...body })
    onSignedOut(personId)
    return { personId }
  }),
]
