import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Config, readConfig, Secret } from '#kernel/config.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { locationAt, Terminal } from '#sense/simulate/terminal.ts'
import { addDevice, openYard } from '#sense/testing/yard.ts'
import { runGatewayAlone } from './gateway-alone.ts'

const yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const nobody = 'postgres://yiwang@127.0.0.1:9/yiwang'
const phone = '13800138000'
const deviceId = await addDevice(yard, { protocol: 'jt808', sender: phone, kind: 'sanitation-truck' })

const folder = join(yard.folder, 'own')
mkdirSync(folder)

const config: Config = {
  ...readConfig({ DATA_DIR: folder, DEMO: 'no' }),
  JT808_PORT: 17_103,
  HJ212_PORT: 0,
}

async function gateway(url: string, secret = 'a secret of the installation') {
  const lines: string[] = []
  const alone = await runGatewayAlone({
    config,
    url,
    log: silentLog,
    secrets: { data: new Secret(secret) },
    say: (line) => void lines.push(line),
  })
  return { ...alone, lines }
}

const signsIn = async (): Promise<Terminal | undefined> => {
  const truck = await Terminal.connect(config.JT808_PORT, phone)
  if (await truck.signIn()) return truck
  truck.end()
  return undefined
}

test('a gateway that starts while the database is away hears the trucks it knew, and hands over later', async () => {
  const before = await gateway(yard.url)
  await before.stop()
  const away = await gateway(nobody)
  assert.match(away.lines.join(), /1 devices are known from disk/)
  const truck = await signsIn()
  const at = new Date(Math.floor(Date.now() / 1000) * 1000)
  assert.equal(await truck?.acknowledged('location', locationAt(at, { lon: 107.5, lat: 31.2 })), 0)
  truck?.end()
  await away.stop()
  const back = await gateway(yard.url)
  const tracks = () => yard.pool.many(sql`select at from sense.track_point where device_id = ${deviceId}`)
  for (let tries = 0; tries < 100 && (await tracks()).length === 0; tries++) await pause(100)
  await back.stop()
  assert.equal((await tracks()).length, 1)
})

test('the list on disk is sealed, and of another installation it says nothing', async () => {
  const kept = readFileSync(join(folder, 'senders'))
  assert.ok(!kept.includes(phone) && !kept.includes('jt808'))
  const away = await gateway(nobody, 'another secret')
  assert.match(away.lines.join(), /no list of devices on disk/)
  assert.equal(await signsIn(), undefined)
  await away.stop()
})
