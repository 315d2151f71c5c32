import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { readConfig, Secret, settings } from './config.ts'
import { Problem } from './problem.ts'

const faultsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === 'config_invalid')
    return String(error.detail.faults)
  }
  return ''
}

test('with nothing set, everything has its default and nothing leaves this machine', () => {
  assert.deepEqual(readConfig({}), {
    HTTP_PORT: 8080,
    HTTP_HOST: '127.0.0.1',
    PUBLIC_URL: '',
    DATA_DIR: resolve('./data'),
    DATABASE_URL: '',
    DATABASE_POOL: 16,
    GATEWAY_HOST: '127.0.0.1',
    JT808_PORT: 6808,
    HJ212_PORT: 6212,
    SL651_PORT: 0,
    MQTT_PORT: 0,
    MQTT_TLS_PORT: 0,
    MQTT_TLS_CERT: '',
    MQTT_TLS_KEY: '',
    PUSH_DOWN_URL: '',
    PUSH_DOWN_AUTHORIZATION: undefined,
    TALQ_PORT: 0,
    TALQ_URL: '',
    TALQ_TOKEN: undefined,
    MQTT_URL: undefined,
    COAP_PORT: 0,
    PUSH_PORT: 0,
    ONENET_TOKEN: undefined,
    CTWING_TOKEN: undefined,
    IOTDA_TOKEN: undefined,
    GATEWAY_CONNECTIONS: 20_000,
    GATEWAY_ADDRESS_CONNECTIONS: 10_000,
    GATEWAY_DISTRICT: '',
    GATEWAY_DEVICE_RATE: 50,
    UPLOAD_MAX_MB: 20,
    LOG_LEVEL: 'warn',
    DEMO: 'yes',
    WEBHOOK_PRIVATE: 'no',
    BASE_MAP_URL: '',
    BASE_MAP_KEY: undefined,
    BASE_MAP_LAYERS: 'vec+cva,img+cia',
    BASE_MAP_HOSTS: '',
    BASE_MAP_ATTRIBUTION: '天地图',
    BASE_MAP_TIMEOUT_MS: 3000,
    BASE_MAP_KEEP_SECONDS: 0,
    SMS_URL: '',
    SMS_CONTENT_TYPE: '',
    SMS_AUTHORIZATION: '',
    SMS_BODY: '',
    SMS_ACCEPTED: '',
    SMS_SECRET: undefined,
    AUTH_SECRET: undefined,
    DATA_SECRET: undefined,
  })
})

test('an empty variable is one that is not set', () => {
  const empty = Object.fromEntries(Object.keys(settings).map((name) => [name, '']))
  assert.deepEqual(readConfig({ ...empty, HTTP_HOST: undefined }), readConfig({}))
})

test('all faults are reported together, each with its name', () => {
  const faults = faultsOf({
    HTTP_PORT: '99999',
    DATABASE_POOL: 'many',
    LOG_LEVEL: 'loud',
    DEMO: 'maybe',
    UPLOAD_MAX_MB: '1.5',
  })
  for (const name of ['HTTP_PORT', 'DATABASE_POOL', 'LOG_LEVEL', 'DEMO', 'UPLOAD_MAX_MB'])
    assert.match(faults, new RegExp(`${name} .*收到|${name} 只能`))
  assert.equal(faults.split('；').length, 5)
})

const integers: [raw: string, accepted: boolean][] = [
  ['0', true],
  ['65535', true],
  ['65536', false],
  ['-1', false],
  ['80.5', false],
  ['eighty', false],
  ['Infinity', false],
]

for (const [raw, accepted] of integers)
  test(`HTTP_PORT=${raw} is ${accepted ? 'accepted' : 'refused'}`, () => {
    assert.equal(faultsOf({ HTTP_PORT: raw }) === '', accepted)
  })

test('a wrong database url is refused without its password being repeated', () => {
  const faults = faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db/yiwang' })
  assert.match(faults, /DATABASE_URL/)
  assert.doesNotMatch(faults, /hunter2/)
})

test('the signing secret is nowhere to be read but where it is asked for', () => {
  const config = readConfig({ AUTH_SECRET: 'hunter2-hunter2' })
  const printed = [
    JSON.stringify(config),
    inspect(config, { depth: 9, showHidden: true }),
    String(config.AUTH_SECRET),
    `${config.AUTH_SECRET}`,
    JSON.stringify({ nested: [new Secret('hunter2-hunter2')] }),
    JSON.stringify(Object.entries(config.AUTH_SECRET ?? {})),
  ]
  for (const text of printed) assert.doesNotMatch(text, /hunter2/)
  assert.equal(config.AUTH_SECRET?.reveal(), 'hunter2-hunter2')
})

test('every setting says in Chinese what it is for', () => {
  for (const [name, { about }] of Object.entries(settings)) assert.match(about, /\p{Script=Han}/u, name)
})
