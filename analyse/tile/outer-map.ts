import type { Config } from '#kernel/config.ts'
import type { TileSquare } from './mercator.ts'
import { tileProblems } from './problems.ts'

/** A base map of others (such as 天地图), fetched by the server, so that its key and its address never reach a browser. */
export type OuterSettings = {
  /** With `{layer}`, `{z}`, `{x}`, `{y}`, and where needed `{s}` (0–7) and `{key}`. */
  readonly url: string
  /** Hosts that may be asked, `*.example.cn` for all below one; those of the address itself where empty. */
  readonly hosts: readonly string[]
  /** Each choice is one or several layers on top of one another, such as `vec` and its lettering `cva`. */
  readonly choices: readonly (readonly string[])[]
  readonly key: string
  readonly attribution: string
  readonly timeoutMs: number
  /** How long a browser may keep a tile; 0 unless the terms of the map allow it. */
  readonly keepSeconds: number
}

export type OuterTile = { readonly bytes: Buffer; readonly type: string }

export type OuterMap = {
  readonly choices: OuterSettings['choices']
  readonly attribution: string
  readonly keepSeconds: number
  /** Problems: `outer_map_absent`, `outer_map_unavailable`. */
  tile(layer: string, square: TileSquare): Promise<OuterTile>
}

/** So many failures one after another open the circuit; then nothing is asked for a while but one trial. */
const FAILURES = 5
const REST_MS = 30_000
const MOST_BYTES = 2_000_000

/** The outer map of the settings; undefined where none is set. Throws where its address is not among its own hosts. */
export function openOuterMap(settings: OuterSettings, now: () => number = Date.now): OuterMap | undefined {
  if (settings.url === '') return undefined
  const hosts = settings.hosts.length > 0 ? settings.hosts : [hostOf(settings.url)]
  if (!isAllowed(new URL(settings.url.replaceAll('{s}', '0')).hostname, hosts))
    throw new Error(`BASE_MAP_URL is not among BASE_MAP_HOSTS: ${hosts.join(', ')}`)
  const layers = new Set(settings.choices.flat())
  const circuit = { failures: 0, closedUntil: 0 }
  return {
    choices: settings.choices,
    attribution: settings.attribution,
    keepSeconds: settings.keepSeconds,
    async tile(layer, square) {
      if (!layers.has(layer)) throw tileProblems.outer_map_absent()
      if (circuit.failures >= FAILURES && now() < circuit.closedUntil) throw tileProblems.outer_map_unavailable()
      // Whoever comes while one trial is on its way does not try as well.
      if (circuit.failures >= FAILURES) circuit.closedUntil = now() + settings.timeoutMs
      try {
        const tile = await fetchTile(addressOf(settings, layer, square), settings.timeoutMs, hosts)
        circuit.failures = 0
        return tile
      } catch {
        circuit.failures += 1
        circuit.closedUntil = now() + REST_MS
        throw tileProblems.outer_map_unavailable()
      }
    },
  }
}

/** The settings of this machine as an outer map. */
export const outerMapOf = (config: Config): OuterMap | undefined =>
  openOuterMap({
    url: config.BASE_MAP_URL,
    hosts: words(config.BASE_MAP_HOSTS),
    choices: words(config.BASE_MAP_LAYERS).map((choice) => choice.split('+')),
    key: config.BASE_MAP_KEY?.reveal() ?? '',
    attribution: config.BASE_MAP_ATTRIBUTION,
    timeoutMs: config.BASE_MAP_TIMEOUT_MS,
    keepSeconds: config.BASE_MAP_KEEP_SECONDS,
  })

const words = (text: string): string[] => text.split(/[,，\s]+/).filter(Boolean)

/** The host of an address whose servers are numbered, as a pattern. */
function hostOf(url: string): string {
  const host = new URL(url.replaceAll('{s}', '0')).hostname
  return url.includes('{s}') ? host.replace(/^[^.]+/, '*') : host
}

export const isAllowed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : host === each))

function addressOf({ url, key }: OuterSettings, layer: string, { z, x, y }: TileSquare): URL {
  // The same tile is always asked of the same server, so that what stands between may keep it.
  const filled: Readonly<Record<string, string>> = { s: `${(x + y) % 8}`, layer, z: `${z}`, x: `${x}`, y: `${y}`, key }
  return new URL(url.replaceAll(/\{(\w+)\}/g, (whole, name: string) => encodeURIComponent(filled[name] ?? whole)))
}

/** A redirect is followed nowhere, so that no address but those allowed is ever asked. */
async function fetchTile(address: URL, timeoutMs: number, hosts: readonly string[]): Promise<OuterTile> {
  if (!/^https?:$/.test(address.protocol) || !isAllowed(address.hostname, hosts)) throw new Error('not an allowed host')
  const reply = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  const type = reply.headers.get('content-type')?.split(';')[0] ?? ''
  if (!reply.ok || !/^image\/(png|jpeg|webp)$/.test(type)) {
    await reply.body?.cancel()
    throw new Error(`answered ${reply.status} ${type}`)
  }
  return { bytes: await readUpTo(reply, MOST_BYTES), type }
}

async function readUpTo(reply: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of reply.body ?? []) {
    size += part.length
    if (size > most) throw new Error('too large for a tile')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
