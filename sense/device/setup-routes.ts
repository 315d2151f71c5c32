import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { mappingFault } from '../gateway/json/codec.ts'
import { setCredential, setMapping } from './contract.ts'
import { hashOf, newCredential } from './credential.ts'
import { deviceProblems } from './problems.ts'
import { conflict, held } from './routes.ts'
import { changeCredential, changeMapping } from './store.ts'

// Who shows a password of its own choosing. Terminals of JT/T 808 are given a code when they register.
const showsPassword: ReadonlySet<string> = new Set(['hj212', 'sl651'])

/** What a device has to be set up with beside its registration: what it shows, and how its JSON is read. */
export const deviceSetupRoutes: readonly Route[] = [
  route(
    setCredential,
    async ({ tx, actor, params: { deviceId }, body: { basedOn, rule, password }, now, requestId }) => {
      const { districtId } = actor
      const before = await held(tx, districtId, deviceId)
      const { protocol } = before
      if (protocol !== 'mqtt' && !showsPassword.has(protocol)) throw deviceProblems.device_credential_none()
      const credential = protocol === 'mqtt' ? newCredential() : null
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
    if ((await changeMapping(tx, districtId, { deviceId, basedOn, mapping })) === 0) throw conflict(before)
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device mapping set', target: deviceId, detail: { mapping } })
    return { revision: basedOn + 1 }
  }),
]
