/** The version that is spoken, and the major version that is understood. [S] */
export const version = '2.7.1'
const major = '2'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text is an address as TALQ has them. [S] */
export const isAddress = (text: unknown): text is string => typeof text === 'string' && uuid.test(text)

/** The keys of errors that are answered here. TALQ 2.7.1, TALQErrorMessage [S]. */
export type ErrorKey =
  | 'headerMissing'
  | 'headerValueNotValid'
  | 'parameterMissing'
  | 'parameterValueNotValid'
  | 'payloadError'
  | 'resourceNotFound'
  | 'resourceConflict'

/** What is answered to a request that is wrong: a list, as the specification has it. */
export const errorOf = (key: ErrorKey, description: string): { key: ErrorKey; description: string }[] => [
  { key, description },
]

/** A request as it came: its version, and the parameters that every request has. */
export type Envelope = { version: string | undefined; query: URLSearchParams; isChange: boolean }

/** What is wrong with the envelope of a request, or who asks. */
export function readEnvelope({
  version: said,
  query,
  isChange,
}: Envelope): { client: string } | { error: ReturnType<typeof errorOf> } {
  if (said === undefined) return { error: errorOf('headerMissing', 'talq-api-version is missing') }
  if (said.split('.')[0] !== major)
    return { error: errorOf('headerValueNotValid', `talq-api-version ${said} is not ${version}`) }
  const client = query.get('clientAddress')
  if (client === null) return { error: errorOf('parameterMissing', 'clientAddress is missing') }
  if (!isAddress(client)) return { error: errorOf('parameterValueNotValid', 'clientAddress is no UUID') }
  const request = query.get('talqRequestId')
  if (isChange && request === null) return { error: errorOf('parameterMissing', 'talqRequestId is missing') }
  if (request !== null && !isAddress(request))
    return { error: errorOf('parameterValueNotValid', 'talqRequestId is no UUID') }
  return { client: client.toLowerCase() }
}

/** The address of a device in `{device}`, `{device}/{function}` or `{device}/{function}/{attribute}`. */
export function deviceIn(address: unknown): { device: string; rest: string } | undefined {
  if (typeof address !== 'string') return undefined
  const [device = '', ...rest] = address.split('/')
  return isAddress(device) ? { device: device.toLowerCase(), rest: rest.join('/') } : undefined
}
