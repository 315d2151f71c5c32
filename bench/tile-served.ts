import { cookieOf, forkScript, messageOf } from './product.ts'
import { inPairs, short } from './result.ts'
import { shuffledSquares } from './tile-data.ts'
import type { RawLoad } from './tile-load-client.ts'
import type { PeerSettings } from './tile-peer-server.ts'

const zooms = [16, 17] as const
const connections = 4
const pairs = 2

/** How many tiles a second somebody's raw client is sent. */
export async function loadOf(load: RawLoad): Promise<number> {
  const child = forkScript('tile-load-client.ts')
  child.send(load)
  const { perSecond, refused } = await messageOf<{ perSecond: number; refused: number }>(child)
  child.kill()
  if (refused > 0) throw new Error(`${refused} tiles were refused`)
  return perSecond
}

/** The version by which somebody asks for components. */
export async function versionFor(address: string, cookie: string): Promise<string> {
  const listed = await fetch(`${address}/api/tiles`, { headers: { cookie } })
  const { items } = (await listed.json()) as { items: readonly { layer: string; version: string }[] }
  const version = items.find(({ layer }) => layer === 'component')?.version
  if (!version) throw new Error('no layer of components')
  return version
}

/**
 * Tiles that nobody has asked for yet, as a map gets them: from the product with session, scope, packing and tag, and from the least
 * server there can be over PostGIS. No tile is asked for twice.
 */
export async function servedRatios(address: string, peerUrl: string): Promise<number[]> {
  const cookie = await cookieOf(address, 'shouli')
  const version = await versionFor(address, cookie)
  // The first tile of all reads the register into memory.
  await fetch(`${address}/api/tiles/component/${version}/10/0/0`, { headers: { cookie } })
  const settings: PeerSettings = { url: peerUrl, connections }
  const child = forkScript('tile-peer-server.ts')
  child.send(settings)
  const { port } = await messageOf<{ port: number }>(child)
  const ratios: number[] = []
  try {
    for (const z of zooms) {
      const squares = shuffledSquares(z)
      const share = Math.floor(squares.length / pairs)
      const next = (turn: number) => squares.slice(turn * share, (turn + 1) * share)
      let [mine, theirs] = [0, 0]
      const common = { connections, seconds: 0, once: true } as const
      const { ours, peers, ratio } = await inPairs(
        `tile: served cold zoom ${z}`,
        pairs,
        () => {
          const paths = next(mine++).map(({ x, y }) => `/api/tiles/component/${version}/${z}/${x}/${y}`)
          return loadOf({ ...common, port: Number(new URL(address).port), paths, cookie })
        },
        () => loadOf({ ...common, port, paths: next(theirs++).map(({ x, y }) => `/${z}/${x}/${y}`), cookie: 'none=1' }),
      )
      console.log(`tile: served cold zoom ${z}: ${short(ours)}/s of ${short(peers)}/s: ${short(ratio)} ×`)
      ratios.push(ratio)
    }
  } finally {
    child.disconnect()
  }
  return ratios
}
