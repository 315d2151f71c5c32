import { createServer, type IncomingMessage, type Server } from 'node:http'
import { bodyOf } from '../body.ts'
import { documentOf, Malformed } from '../json/codec.ts'
import {
  calendar,
  group,
  type Program,
  readAssign,
  readCalendars,
  readGroups,
  readOverride,
  readPrograms,
  version,
} from './codec.ts'
import { askedOf, longestBody, type Reply, send, showsToken, wrong } from './http.ts'
import type { LampNetwork } from './network.ts'

export type LampGatewayOptions = {
  readonly network: LampNetwork
  /** What a central system shows as `Authorization: Bearer`. */
  readonly token: string
  /** What is announced of the lamps, as `GET /devices` answers it. */
  readonly devices: readonly unknown[]
  /** Told after each command that was taken, so that lamps can follow and report. */
  readonly onChange?: (() => void) | undefined
}

/**
 * The side of a lamp gateway, that central systems call: what lamps there are, groups, programs, calendars, assignments and overrides,
 * all of which it applies (`network.levelAt`). For simulators, for trying a central system, and against our own client.
 */
export async function serveLampGateway(options: LampGatewayOptions, port = 0, host = '127.0.0.1'): Promise<Server> {
  const server = createServer((request, response) => {
    answer(options, request).then(
      (reply) => send(response, reply),
      () => send(response, { status: 500 }),
    )
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  return server
}

async function answer(options: LampGatewayOptions, request: IncomingMessage): Promise<Reply> {
  if (!showsToken(request.headers.authorization, options.token)) return { status: 401 }
  const { method, path, envelope } = askedOf(request)
  if ('error' in envelope) return { status: 400, body: envelope.error }
  if (method === 'GET') return read(options, path, envelope.client)
  const body = await bodyOf(request, longestBody)
  if (!body) return wrong(400, 'payloadError', 'too long')
  try {
    const reply = change(options.network, method, path, documentOf(body))
    if (reply.status < 300) options.onChange?.()
    return reply
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault
    return wrong(400, 'payloadError', fault.message)
  }
}

function read({ network, devices }: LampGatewayOptions, path: string, client: string): Reply {
  switch (path) {
    case '/version':
      return { status: 200, body: version }
    case '/devices':
      return { status: 200, body: devices }
    case '/groups':
      return {
        status: 200,
        body: [...network.groups.values()].map(({ address, ownerCMS, members }) => group(address, ownerCMS, members)),
      }
    case '/calendars':
      return {
        status: 200,
        body: [...network.calendars.values()].map(({ id, defaultProgram, rules }) =>
          calendar(id, client, defaultProgram, rules),
        ),
      }
    case '/control-programs':
      return { status: 200, body: [...network.programs.values()].map((one) => shown(one, client)) }
    default:
      return wrong(404, 'resourceNotFound', path)
  }
}

function change(network: LampNetwork, method: string, path: string, document: unknown): Reply {
  switch (path) {
    case '/groups': {
      const given = readGroups(document)
      const lost = given.find(({ members }) => !network.knows(members))
      if (lost) return wrong(422, 'parameterValueNotValid', `a member of ${lost.address} is not known`)
      return put(network.groups, method, given, ({ address }) => address, document)
    }
    case '/control-programs':
      return put(network.programs, method, readPrograms(document), ({ id }) => id, document)
    case '/calendars': {
      const given = readCalendars(document)
      const programs = given.flatMap(({ defaultProgram, rules }) => [
        defaultProgram,
        ...rules.map(({ program }) => program),
      ])
      const lost = programs.find((id) => !network.programs.has(id))
      if (lost) return wrong(422, 'parameterValueNotValid', `the program ${lost} is not known`)
      return put(network.calendars, method, given, ({ id }) => id, document)
    }
    case '/assign-commands': {
      const { addresses, calendar: id } = readAssign(document)
      if (!network.calendars.has(id)) return wrong(422, 'parameterValueNotValid', `the calendar ${id} is not known`)
      if (!network.knows(addresses)) return wrong(422, 'parameterValueNotValid', 'an address is not known')
      network.assign(addresses, id)
      return { status: 202 }
    }
    case '/override-commands': {
      const given = readOverride(document)
      if (!network.knows(given.addresses)) return wrong(422, 'parameterValueNotValid', 'an address is not known')
      network.override(given)
      return { status: 202 }
    }
    case '/logger-configs':
      return { status: method === 'PUT' ? 200 : 201, body: document }
    default:
      return wrong(404, 'resourceNotFound', path)
  }
}

/** Makes what is not there by POST, changes what is there by PUT; the other way round is refused, all or nothing. */
function put<T>(
  kept: Map<string, T>,
  method: string,
  given: readonly T[],
  idOf: (one: T) => string,
  document: unknown,
): Reply {
  if (method !== 'POST' && method !== 'PUT') return wrong(404, 'resourceNotFound', method)
  const isMaking = method === 'POST'
  const clash = given.find((one) => kept.has(idOf(one)) === isMaking)
  if (clash)
    return isMaking
      ? wrong(409, 'resourceConflict', `${idOf(clash)} is there already`)
      : wrong(404, 'resourceNotFound', `${idOf(clash)} is not there`)
  for (const one of given) kept.set(idOf(one), one)
  return { status: isMaking ? 201 : 200, body: document }
}

const shown = ({ id, period, controls }: Program, ownerCMS: string) => ({
  ...{ type: 'ControlProgramOne', id, ownerCMS },
  activePeriods: [
    'from' in period
      ? { name: 'AbsoluteActivePeriod', startTime: period.from, endTime: period.to }
      : { name: 'AstroClockActivePeriod', ...period },
  ],
  fixedTimeControls: controls.map(({ from, level }) => ({
    startTime: from,
    command: { state: { type: 'LevelState', level } },
  })),
})
