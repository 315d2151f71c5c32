import { maskPhone } from '#city/case/mask.ts'
import { dayOf } from '#city/place/answer.ts'
import * as accounts from '#kernel/auth/accounts.ts'
import { forgetFailures } from '#kernel/auth/lockout.ts'
import { hashOf, makePassword } from '#kernel/auth/password.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { type Sealer, sealedAt } from '#kernel/sealed.ts'
import { getPerson, mustBeUnit, mustNotBeLast } from './checks.ts'
import * as contract from './contract.ts'
import { listGrants } from './grant-store.ts'
import { postRoutes } from './post-routes.ts'
import { isAdministrator } from './posts.ts'
import { personProblems } from './problems.ts'
import {
  countInHand,
  findPhone,
  insertPerson,
  listPersons,
  type PersonRow,
  type Phone,
  setActive,
  updatePerson,
} from './store.ts'
import { answers, itemOf, stateOf } from './view.ts'

/** People and their accounts: opened by the system administrator, unlocked and given posts by the security administrator. */
export const personRoutes = (sealer: Sealer, onSignedOut: (personId: string) => void): readonly Route[] => [
  ...readingRoutes,
  ...accountRoutes(sealer, onSignedOut),
  ...securityRoutes(onSignedOut),
  ...postRoutes(onSignedOut),
  route(contract.revealPhone, async ({ tx, actor: { districtId }, params: { personId }, body, note }) => {
    await getPerson(tx, districtId, personId)
    const sealed = await findPhone(tx, districtId, personId)
    if (!sealed) throw personProblems.phone_unknown()
    note({ purpose: body.purpose })
    return { phone: sealer.open(sealed, phoneAt(districtId, personId)) }
  }),
]

const readingRoutes: readonly Route[] = [
  route(contract.listAccounts, async ({ tx, actor, query: { after, limit, state, ...wanted }, now }) => {
    const found = (await listPersons(tx, actor.districtId)).filter((person) => answers(person, wanted))
    const states: Record<string, number> = {}
    for (const person of found) {
      const held = stateOf(person, now)
      states[held] = (states[held] ?? 0) + 1
    }
    const shown = state ? found.filter((person) => stateOf(person, now) === state) : found
    const start = after ? shown.findIndex(({ personId }) => personId === after) + 1 : 0
    const page = shown.slice(start, start + limit)
    const next = start + limit < shown.length ? (page.at(-1)?.personId ?? null) : null
    return { items: page.map((person) => itemOf(person, now)), next, total: shown.length, states }
  }),
  route(contract.getAccount, async ({ tx, actor: { districtId }, params: { personId }, now }) => {
    const person = await getPerson(tx, districtId, personId)
    const grants = await listGrants(tx, districtId, personId)
    const inHand = await countInHand(tx, districtId, personId, await dayOf(tx, districtId, undefined, now))
    return { ...itemOf(person, now), grants: grants.map(({ unitId: _, ...grant }) => grant), inHand }
  }),
]

const accountRoutes = (sealer: Sealer, onSignedOut: (personId: string) => void): readonly Route[] => [
  route(contract.openAccount, async ({ tx, actor: { districtId }, body, note }) => {
    const { name, username, unitId } = body
    await mustBeUnit(tx, districtId, unitId)
    if (await accounts.findAccount(tx, username)) throw personProblems.username_taken({ username }, 'body.username')
    const [personId, password] = [newId(), makePassword()]
    const passwordHash = await hashOf(password)
    const account = { districtId, personId, username, name, passwordHash, passwordDue: true }
    const accountId = await accounts.insertAccount(tx, account)
    await insertPerson(tx, districtId, {
      ...body,
      personId,
      accountId,
      phone: sealed(sealer, districtId, personId, body.phone),
    })
    note({ personId, after: { name, username: username.toLowerCase(), unitId } })
    return { personId, username: username.toLowerCase(), password }
  }),
  route(contract.amendPerson, async ({ tx, actor: { districtId }, params: { personId }, body, note }) => {
    const { name, unitId, phoneMasked } = await getPerson(tx, districtId, personId)
    if (body.unitId !== unitId) await mustBeUnit(tx, districtId, body.unitId)
    const phone = body.phone === undefined ? undefined : sealed(sealer, districtId, personId, body.phone)
    await updatePerson(tx, districtId, { ...body, personId, phone })
    const after = {
      name: body.name,
      unitId: body.unitId,
      phone: phone === undefined ? phoneMasked : (phone?.masked ?? ''),
    }
    note({ before: { name, unitId, phone: phoneMasked }, after })
    return { personId }
  }),
  route(contract.switchAccount, async ({ tx, actor, params: { personId }, body: { disabled, reason }, now, note }) => {
    const person = await getPerson(tx, actor.districtId, personId)
    const accountId = accountOf(person)
    if (personId === actor.personId) throw personProblems.own_account()
    const isDisabled = stateOf(person, now) === 'disabled'
    if (isDisabled === disabled) throw personProblems.account_state({ disabled })
    if (disabled) {
      await mustNotBeLast(tx, actor.districtId, person, person.posts, now)
      await accounts.disableAccount(tx, accountId, now)
    } else await accounts.enableAccount(tx, accountId, now)
    await setActive(tx, actor.districtId, personId, !disabled)
    note({ name: person.name, reason, before: { disabled: isDisabled }, after: { disabled } })
    if (disabled) onSignedOut(personId)
    return { personId }
  }),
  route(contract.resetPassword, async ({ tx, actor, params: { personId }, body: { reason }, now, note }) => {
    const person = await getPerson(tx, actor.districtId, personId)
    const accountId = accountOf(person)
    if (personId === actor.personId) throw personProblems.own_account()
    if (isAdministrator(person.posts)) throw personProblems.administrator_password()
    const password = makePassword()
    await accounts.setPassword(tx, accountId, await hashOf(password), now, true)
    note({ name: person.name, reason })
    onSignedOut(personId)
    return { personId, username: person.username ?? '', password }
  }),
]

const securityRoutes = (onSignedOut: (personId: string) => void): readonly Route[] => [
  route(contract.unlockAccount, async ({ tx, actor, params: { personId }, body: { reason }, note }) => {
    const person = await getPerson(tx, actor.districtId, personId)
    accountOf(person)
    if (personId === actor.personId) throw personProblems.own_account()
    await forgetFailures(tx, person.username ?? '')
    note({ name: person.name, reason, before: { lockedUntil: person.lockedUntil }, after: { lockedUntil: null } })
    return { personId }
  }),
  route(contract.endAllSessions, async ({ tx, actor, params: { personId }, body: { reason }, note }) => {
    const person = await getPerson(tx, actor.districtId, personId)
    const ended = await accounts.endSessions(tx, accountOf(person))
    note({ name: person.name, reason, ended })
    onSignedOut(personId)
    return { personId, ended }
  }),
]

function accountOf({ accountId, username, name }: PersonRow): string {
  if (!accountId || username === null) throw personProblems.person_without_account({ name })
  return accountId
}

const phoneAt = (districtId: string, personId: string) => sealedAt('city.person', districtId, personId, 'phone')

function sealed(sealer: Sealer, districtId: string, personId: string, phone: string): Phone | null {
  if (phone === '') return null
  return { sealed: sealer.seal(phone, phoneAt(districtId, personId)), masked: maskPhone(phone) }
}
