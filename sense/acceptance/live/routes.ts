import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { deviceProblems } from '../../device/problems.ts'
import { held } from '../../device/routes.ts'
import { listTrials, startTrial, stopTrial } from '../contract.ts'
import { isTried } from '../examiners.ts'
import { acceptanceProblems } from '../problems.ts'
import { trialNames } from '../trials.ts'
import { askToStop, countOpenTrials, insertTrial, letGo, listTrialRows } from './store.ts'

// Each is a watch in the memory of every gateway.
const mostOpen = 20

// A device that reports once an hour is waited for, however short its trial.
const leastWaitMinutes = 120

/** Live trials: wished for here, carried out by the gateway that holds the connection of the device. */
export const trialRoutes: readonly Route[] = [
  route(listTrials, async ({ tx, actor: { districtId }, params: { deviceId } }) => {
    await held(tx, districtId, deviceId)
    return { items: await listTrialRows(tx, districtId, deviceId) }
  }),
  route(startTrial, async ({ tx, actor, params: { deviceId }, body, now, requestId }) => {
    const { districtId } = actor
    const { minutes } = body
    const trials = trialNames.filter((name) => body.trials.includes(name))
    const { protocol, retiredAt } = await held(tx, districtId, deviceId)
    if (retiredAt) throw deviceProblems.device_retired()
    if (!isTried(protocol)) throw acceptanceProblems.trial_protocol({ protocol })
    await letGo(tx, now)
    if ((await countOpenTrials(tx, districtId)) >= mostOpen) throw acceptanceProblems.trial_too_many({ most: mostOpen })
    const trialId = newId()
    const byId = actorIdOf(actor)
    const waitUntil = new Date(now.getTime() + Math.max(minutes, leastWaitMinutes) * 60_000)
    const wish = { trialId, deviceId, trials, minutes, by: actor.name, byId, now, waitUntil }
    if (!(await insertTrial(tx, districtId, wish))) throw acceptanceProblems.trial_open()
    const detail = { trialId, minutes, trials }
    await audit(tx, { districtId, actorId: byId, now, requestId, act: 'device tried', target: deviceId, detail })
    return { trialId }
  }),
  route(stopTrial, async ({ tx, actor, params: { deviceId, trialId }, now, requestId }) => {
    const { districtId } = actor
    await held(tx, districtId, deviceId)
    const stopped = await askToStop(tx, districtId, { deviceId, trialId, now })
    if (!stopped) throw acceptanceProblems.trial_over()
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device trial stopped', target: deviceId, detail: { trialId } })
    return stopped
  }),
]
