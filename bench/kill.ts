import { randomOf } from '#sense/simulate/faults.ts'
import { survive } from '#sense/testing/survival/survive.ts'
import { type BenchResult, short } from './result.ts'

const kills = 200
const vehicles = 12

/** Vehicles that send again what was not acknowledged, while gateway and PostgreSQL are killed 200 times at random moments. */
export async function run(): Promise<BenchResult> {
  const seed = Date.now() % 2 ** 31
  console.log(`kill: seed ${seed}`)
  const tell = (line: string) => console.log(`kill: ${line}`)
  const result = await survive({ kills, vehicles, random: randomOf(seed), tell })
  const { gatewayKills, databaseKills, acknowledged, sent, lost, invented, twice, seconds } = result
  console.log(
    `kill: gateway ${gatewayKills}, PostgreSQL ${databaseKills}, ${Math.round(seconds)} s, invented ${invented}`,
  )
  return {
    name: 'kill',
    figure: `lost ${lost}, twice ${twice} of ${short(acknowledged)} acknowledged (${short(sent)} sent) across ${kills} kills`,
    bar: 'lost 0, twice 0',
    pass: lost === 0 && twice === 0 && invented === 0,
  }
}
