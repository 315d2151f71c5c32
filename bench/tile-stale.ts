import type { TileComponent } from '#analyse/tile/component-columns.ts'
import { squareAt, stepsOf } from '#analyse/tile/mercator.ts'
import { cookieOf } from './product.ts'
import { percentile, short } from './result.ts'
import { versionFor } from './tile-served.ts'

const changes = 20
const zoom = 17
export const staleBarMs = 1_000

/**
 * From the reply to a change until a tile shows it: the tile is asked for by its present version again and again. Another tile
 * must stay what it was. Gives the longest wait in milliseconds.
 */
export async function longestStale(address: string, components: readonly TileComponent[]): Promise<number> {
  const [reader, changer] = [await cookieOf(address, 'shouli'), await cookieOf(address, 'xitong')]
  const tagOf = async ({ place }: TileComponent) => {
    const { x, y } = stepsOf(place)
    const square = squareAt(x, y, zoom)
    const at = `${square.z}/${square.x}/${square.y}`
    const version = await versionFor(address, reader)
    const reply = await fetch(`${address}/api/tiles/component/${version}/${at}`, { headers: { cookie: reader } })
    return reply.headers.get('etag')
  }
  const waits: number[] = []
  for (let turn = 0; turn < changes; turn++) {
    const [changed, other] = [components[turn * 2]!, components[turn * 2 + 1]!]
    const [before, beside] = [await tagOf(changed), await tagOf(other)]
    const state = changed.state === 'damaged' ? 'intact' : 'damaged'
    const reply = await fetch(`${address}/api/components/${changed.code}/state`, {
      method: 'POST',
      headers: { cookie: changer, 'content-type': 'application/json', 'idempotency-key': `tile-stale-${turn}` },
      body: JSON.stringify({ state, reason: '测时' }),
    })
    if (!reply.ok) throw new Error(`${changed.code}: ${reply.status} ${await reply.text()}`)
    const from = performance.now()
    while ((await tagOf(changed)) === before) {
      if (performance.now() - from > 30_000) throw new Error('the tile never changed')
      await new Promise((again) => setTimeout(again, 10))
    }
    waits.push(performance.now() - from)
    if ((await tagOf(other)) !== beside) throw new Error('a tile that was not touched has changed')
  }
  const longest = Math.max(...waits)
  console.log(
    `tile: a change of one of a million is seen after ${short(percentile(waits, 0.5))} ms, after ${short(longest)} ms at the latest of ${changes}`,
  )
  return longest
}
