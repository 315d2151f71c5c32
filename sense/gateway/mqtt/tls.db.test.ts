import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { takeOver } from '../../conveyor/conveyor.ts'
import { mosquittoPub, withoutMosquitto } from '../../testing/mosquitto.ts'
import { addDevice, openYard, valuesOf } from '../../testing/yard.ts'
import { newCounts } from '../server.ts'
import { listenMqtt } from './server.ts'
import { topicOf } from './topics.ts'

const yard = await openYard(await testUrl())
atEnd(() => yard.drop())

const withoutOpenssl = spawnSync('openssl', ['version']).error ? 'openssl not installed' : undefined
const skip = withoutMosquitto() ?? withoutOpenssl

/** A certificate of this test's own for 127.0.0.1. */
function certificate(): { cert: string; key: string } {
  const [cert, key] = [join(yard.folder, 'cert.pem'), join(yard.folder, 'key.pem')]
  const named = ['-subj', '/CN=yiwang', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...named]
  assert.equal(spawnSync('openssl', [...made, '-keyout', key, '-out', cert]).status, 0)
  return { cert, key }
}

test('a device publishes over TLS and is acknowledged; without TLS, or with another authority, it is not let in', {
  skip,
}, async () => {
  const { cert, key } = certificate()
  const counts = newCounts()
  const tls = { cert: readFileSync(cert), key: readFileSync(key) }
  const gateway = await listenMqtt({ ...yard, counts, tls, now: () => Date.now() }, 0, '127.0.0.1')
  atEnd(() => gateway.stop())
  const deviceId = await addDevice(yard, { protocol: 'mqtt', sender: 'lamp-1', kind: 'lamp', credential: 'own-secret' })
  const who = ['-h', '127.0.0.1', '-p', String(gateway.port), '-u', 'lamp-1', '-P', 'own-secret']
  const what = ['-q', '1', '-t', topicOf({ kind: 'up', sender: 'lamp-1' }), '-m', '{"level":70}']
  const sent = await mosquittoPub([...who, ...what, '--cafile', cert])
  assert.deepEqual([sent.code, sent.said], [0, ''])
  assert.notEqual((await mosquittoPub([...who, ...what, '--cafile', '/etc/ssl/certs/ca-certificates.crt'])).code, 0)
  const plain = connect({ port: gateway.port, host: '127.0.0.1' })
  plain.on('error', () => undefined)
  plain.write(Buffer.from('100c00044d5154540402003c0000', 'hex'))
  for (let tries = 0; tries < 50 && !counts.refused.get('no TLS'); tries++) await pause(50)
  assert.ok((counts.refused.get('no TLS') ?? 0) > 0)
  await takeOver(yard)
  assert.deepEqual(
    (await valuesOf(yard, deviceId)).map(({ metric, value }) => [metric, value]),
    [['level', 70]],
  )
})
