import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { deviceProblems } from '../device/problems.ts'
import { findDevice } from '../device/store.ts'
import { settingFact } from '../gateway/jt808/settings.ts'
import { instruct, listInstructions, withdrawInstruction } from './contract.ts'
import { checkValues, kindsOf } from './kinds.ts'
import { instructionProblems } from './problems.ts'
import { countOpen, type InstructionRow, insertInstruction, listOfDevice, withdraw } from './store.ts'

const mostOpen = 20

/** What devices are told: queued by whoever may, with a reason; sent by the gateway that holds the connection. */
export const instructionRoutes: readonly Route[] = [
  route(listInstructions, async ({ tx, actor: { districtId }, params: { deviceId } }) => {
    const device = await findDevice(tx, districtId, deviceId)
    if (!device) throw deviceProblems.device_not_found()
    const items = await listOfDevice(tx, districtId, deviceId)
    return { items, settings: settingsOf(device.protocol, items, device.facts) }
  }),
  route(instruct, async ({ tx, actor, params: { deviceId }, body, now, requestId }) => {
    const { districtId } = actor
    const { kind, parameters, reason, minutes } = body
    const device = await findDevice(tx, districtId, deviceId)
    if (!device) throw deviceProblems.device_not_found()
    if (device.retiredAt) throw deviceProblems.device_retired()
    const known = kindsOf(device.protocol).find((one) => one.kind === kind)
    if (!known) throw instructionProblems.instruction_kind_unknown({ kind }, 'body.kind')
    const checked = checkValues(known.fields, parameters)
    if ('fault' in checked) {
      const { field, fault } = checked
      throw instructionProblems.instruction_value_wrong({ field, ...fault }, `body.parameters.${field}`)
    }
    if ((await countOpen(tx, districtId, deviceId)) >= mostOpen) {
      throw instructionProblems.instruction_too_many({ most: mostOpen })
    }
    const instructionId = newId()
    const askedById = actorIdOf(actor)
    await insertInstruction(tx, districtId, {
      instructionId,
      deviceId,
      kind,
      parameters: checked.values,
      reason,
      askedAt: now,
      askedBy: actor.name,
      askedById,
      expiresAt: new Date(now.getTime() + minutes * 60_000),
    })
    const entry = { districtId, actorId: askedById, now, requestId }
    const detail = { kind, parameters: checked.values, reason, minutes }
    await audit(tx, { ...entry, act: 'device instructed', target: deviceId, detail })
    return { instructionId }
  }),
  route(withdrawInstruction, async ({ tx, actor, params: { deviceId, instructionId }, now, requestId }) => {
    const { districtId } = actor
    if (!(await findDevice(tx, districtId, deviceId))) throw deviceProblems.device_not_found()
    if ((await withdraw(tx, districtId, { deviceId, instructionId, now })) === 0) {
      throw instructionProblems.instruction_over()
    }
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device instruction withdrawn', target: deviceId, detail: { instructionId } })
    return { state: 'withdrawn' as const }
  }),
]

type Facts = Readonly<Record<string, string | number | boolean>>

// What was last asked of a setting and was not refused, beside what the terminal said in its last answer.
function settingsOf(protocol: string, items: readonly InstructionRow[], facts: Facts) {
  const kind = kindsOf(protocol).find((one) => one.kind === 'set-settings')
  const asked = items.filter(
    (one) => one.kind === 'set-settings' && !['failed', 'expired', 'withdrawn'].includes(one.state),
  )
  return (kind?.fields ?? []).flatMap(({ name }) => {
    const desired = asked.find((one) => one.parameters[name] !== undefined)?.parameters[name]
    const reported = facts[settingFact(name)]
    if (desired === undefined && reported === undefined) return []
    return [{ name, desired: numberOr(desired), reported: numberOr(reported) }]
  })
}

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)
