import { createServer, type IncomingMessage } from 'node:http'
import { bodyOf } from '../body.ts'
import { Intake, type IntakeOptions } from '../intake.ts'
import { documentOf, Malformed } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import type { Gateway } from '../server.ts'
import { deviceIn, readDevices, readLogReport, version } from './codec.ts'
import { askedOf, longestBody, type Reply, send, showsToken, wrong } from './http.ts'

export const protocolName = 'talq'

export type TalqOptions = Omit<IntakeOptions, 'protocol'> & {
  /** What a gateway shows as `Authorization: Bearer`. */
  token: string
  /** Tells one of the devices something; see `client.ts`. */
  instruct?: Gateway['instruct'] | undefined
}

const requestMs = 15_000
const mostConnections = 200

/** What of the specification is served here. */
const services = [
  { name: 'ConfigurationService', commissioningSupported: false },
  { name: 'ControlService', supportedTypes: ['AbsoluteActivePeriod', 'AstroClockActivePeriod', 'ccDate'] },
  {
    name: 'DataCollectService',
    supportedModes: ['VendorRecordingMode', 'EventRecordingMode', 'ImmediateReportingMode'],
  },
]

/**
 * The side of a central system that lamp gateways call: they announce devices, and report what was logged. A request is kept for
 * each of its registered devices before it is answered; what could not be kept is answered by 503 and comes again.
 */
export async function listenTalq(options: TalqOptions, port: number, host: string): Promise<Gateway> {
  const intake = new Intake({ ...options, protocol: protocolName })
  const server = createServer((request, response) => {
    answer(intake, options, request).then(
      (reply) => send(response, reply),
      () => send(response, { status: 500 }),
    )
  })
  server.requestTimeout = requestMs
  server.headersTimeout = requestMs
  server.maxConnections = mostConnections
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    ...(options.instruct && { instruct: options.instruct }),
    async stop() {
      intake.end()
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      await closed
    },
  }
}

async function answer(intake: Intake, options: TalqOptions, request: IncomingMessage): Promise<Reply> {
  if (!showsToken(request.headers.authorization, options.token)) {
    intake.refuse('', 'wrong token')
    return { status: 401 }
  }
  const { method, isChange, envelope, ...asked } = askedOf(request)
  if ('error' in envelope) return { status: 400, body: envelope.error }
  const path = asked.path.replace(/\/+$/, '')
  if (method === 'GET' && path === '/services') return { status: 200, body: services }
  if (method === 'GET' && path === '/version') return { status: 200, body: version }
  if (!isChange) return wrong(404, 'resourceNotFound', path)
  const body = await bodyOf(request, longestBody)
  if (!body) return wrong(400, 'payloadError', 'too long')
  try {
    return await take(intake, options, path, documentOf(body))
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault
    intake.refuse('', fault.reason)
    return wrong(400, 'payloadError', fault.message)
  }
}

async function take(intake: Intake, { directory }: TalqOptions, path: string, document: unknown): Promise<Reply> {
  const created: Reply = { status: path === '/log-reports' ? 200 : 201, body: document }
  // What a class can do is told again by each device of it.
  if (path === '/device-classes') return created
  const byDevice = path === '/devices' ? announced(document) : path === '/log-reports' ? reported(document) : undefined
  if (!byDevice) return wrong(404, 'resourceNotFound', path)
  for (const sender of byDevice.keys())
    if (!directory.knows(protocolName, sender)) intake.refuse(sender, 'not registered')
  const known = [...byDevice].filter(([sender]) => directory.knows(protocolName, sender))
  const kept = await Promise.all(known.map(([sender, part]) => intake.keep(sender, Buffer.from(JSON.stringify(part)))))
  return kept.every(Boolean) ? created : { status: 503 }
}

const announced = (document: unknown): Map<string, unknown> =>
  new Map(readDevices(document).map((one) => [one.address, one]))

// Each device's own entries, as they came.
function reported(document: unknown): Map<string, unknown> {
  readLogReport(document)
  const parts = new Map<string, { address: unknown; entries: unknown[] }>()
  for (const report of Array.isArray(document) ? document : [document]) {
    if (!isObject(report) || !Array.isArray(report.entries)) continue
    for (const entry of report.entries) {
      const source = isObject(entry) && isObject(entry.data) ? deviceIn(entry.data.srcAddress) : undefined
      if (!source) continue
      const part = parts.get(source.device) ?? { address: report.address, entries: [] }
      parts.set(source.device, part)
      part.entries.push(entry)
    }
  }
  return parts
}
