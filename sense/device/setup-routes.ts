import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { type Down, downFault, mappingFault } from '../gateway/json/codec.ts'
import { kindsOf } from '../instruction/kinds.ts'
import { hangDevice, setCredential, setMapping } from './contract.ts'
import { hashOf, newCredential } from './credential.ts'
import { deviceProblems } from './problems.ts'
import { conflict, held } from './routes.ts'
import { changeCredential, changeMapping, changeUpstream, mayHangOn } from './store.ts'

// Who shows a password of its own choosing. Terminals of JT/T 808 are given a code when they register.
const showsPassword: ReadonlySet<string> = new Set(['hj212', 'sl651'])

// Who is given a credential that is made here.
const isGiven: ReadonlySet<string> = new Set(['mqtt', 'coap'])

/** What a device has to be set up with beside its registration: what it shows, and how its JSON is read. */
export const deviceSetupRoutes: readonly Route[] = [
  route(
    setCredential,
    async ({ tx, actor, params: { deviceId }, body: { basedOn, rule, password }, now, requestId }) => {
      const { districtId } = actor
      const before = await held(tx, districtId, deviceId)
      const { protocol } = before
      if (!isGiven.has(protocol) && !showsPassword.has(protocol)) throw deviceProblems.device_credential_none()
      const credential = isGiven.has(protocol) ? newCredential() : null
      const shown = credential ?? (protocol === 'sl651' ? password.toUpperCase() : password)
      const hash = shown === '' ? null : hashOf(shown)
      if ((await changeCredential(tx, districtId, { deviceId, basedOn, hash, rule })) === 0) throw conflict(before)
      const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
      await audit(tx, {
        ...entry,
        act: 'device credential set',
        target: deviceId,
        detail: { rule, isSet: hash !== null },
      })
      return { revision: basedOn + 1, credential }
    },
  ),
  route(setMapping, async ({ tx, actor, params: { deviceId }, body: { basedOn, mapping }, now, requestId }) => {
    const { districtId } = actor
    const before = await held(tx, districtId, deviceId)
    const fault = mapping && mappingFault(mapping)
    if (fault) throw deviceProblems.device_mapping_path({ path: fault.path }, `body.mapping.${fault.at}`)
    mustSay(before.protocol, mapping?.down ?? [])
    if ((await changeMapping(tx, districtId, { deviceId, basedOn, mapping })) === 0) throw conflict(before)
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device mapping set', target: deviceId, detail: { mapping } })
    return { revision: basedOn + 1 }
  }),
  route(hangDevice, async ({ tx, actor, params: { deviceId }, body: { basedOn, upstreamId }, now, requestId }) => {
    const { districtId } = actor
    const before = await held(tx, districtId, deviceId)
    if (upstreamId && !(await mayHangOn(tx, districtId, upstreamId, deviceId)))
      throw deviceProblems.device_upstream_unfit({}, 'body.upstreamId')
    if ((await changeUpstream(tx, districtId, { deviceId, basedOn, upstreamId })) === 0) throw conflict(before)
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { before: before.upstreamId, after: upstreamId }
    await audit(tx, { ...entry, act: 'device hung', target: deviceId, detail })
    return { revision: basedOn + 1 }
  }),
]

// Each kind of the device's protocol can be said, with values that the kind has.
function mustSay(protocol: string, down: readonly Down[]): void {
  for (const [index, one] of down.entries()) {
    const kind = kindsOf(protocol).find((known) => known.kind === one.kind)
    const fault = kind
      ? downFault(
          one,
          kind.fields.map(({ name }) => name),
        )
      : { name: one.kind }
    if (!fault) continue
    const why = 'name' in fault ? fault.name : ''
    throw deviceProblems.device_mapping_down(
      { kind: one.kind, why },
      `body.mapping.down.${index}.${kind ? 'body' : 'kind'}`,
    )
  }
}
