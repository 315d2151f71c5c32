import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#kernel/clock.ts'
import { openPool } from '#kernel/db/db.ts'
import { silentLog } from '#kernel/log.ts'
import { startConveyor } from '../../conveyor/conveyor.ts'
import { SenderDirectory } from '../../device/directory.ts'
import { protocolsOf } from '../../gateway/protocols.ts'
import { listen, newCounts } from '../../gateway/server.ts'
import { Spool } from '../../gateway/spool/spool.ts'

/** What the process is told: where its database, its spool and its port are. */
export type GatewaySettings = { url: string; folder: string; port: number }

// A gateway as the product runs one, in a process of its own, so that it can be killed.
const [url = '', folder = '', port = ''] = process.argv.slice(2)
const pool = openPool({ url, max: 4, name: 'yiwang-survival' })
const spool = await Spool.open(folder)
const directory = new SenderDirectory()
const [jt808] = protocolsOf('a secret of the survival test')
for (;;) {
  const isRead = await directory.refresh(pool).then(
    () => true,
    () => false,
  )
  if (isRead) break
  await pause(100)
}
await listen(
  { protocol: jt808!, spool, directory, counts: newCounts(), now: () => Date.now(), log: silentLog },
  Number(port),
  '127.0.0.1',
)
startConveyor({ pool, spool, directory, clock: systemClock, log: silentLog })
process.send?.({ end: spool.end })
// Whoever asks is told how far the spool reaches.
process.on('message', () => process.send?.({ id: spool.id, end: spool.end }))
process.on('disconnect', () => process.exit(0))
