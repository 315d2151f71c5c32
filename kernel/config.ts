import { resolve } from 'node:path'
import { kernelProblems } from './problems.ts'

type Setting<T> = { readonly about: string; readonly read: (raw: string | undefined) => T }

const text = (about: string, fallback = ''): Setting<string> => ({ about, read: (raw) => raw ?? fallback })

// One that must say something: empty is not set.
const name = (about: string, fallback: string): Setting<string> => ({ about, read: (raw) => raw || fallback })

const folder = (about: string, fallback: string): Setting<string> => ({
  about,
  read: (raw) => resolve(raw || fallback),
})

const integer = (about: string, fallback: number, min: number, max: number): Setting<number> => ({
  about,
  read: (raw) => {
    if (raw === undefined || raw === '') return fallback
    const value = Number(raw)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new Error(`须为 ${min}–${max} 的整数，收到“${raw}”`)
    return value
  },
})

const oneOf = <const T extends string>(about: string, choices: readonly T[], fallback: T): Setting<T> => ({
  about,
  read: (raw) => {
    const value = (raw || fallback) as T
    if (!choices.includes(value)) throw new Error(`只能是 ${choices.join('、')}，收到“${raw}”`)
    return value
  },
})

const postgresUrl = (about: string): Setting<string> => ({
  about,
  read: (raw) => {
    if (!raw) return ''
    if (!/^postgres(ql)?:\/\//.test(raw) || !URL.canParse(raw))
      throw new Error('须形如 postgres://用户:密码@主机:端口/库名')
    return raw
  },
})

/** A value that never appears in a log or an error by accident. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '［机密］'
  }
  toJSON(): string {
    return '［机密］'
  }
}

const secret = (about: string): Setting<Secret | undefined> => ({
  about,
  read: (raw) => (raw ? new Secret(raw) : undefined),
})

/** How this machine runs. City data lives in tables, never here. */
export const settings = {
  HTTP_PORT: integer('HTTP 端口', 8080, 0, 65535),
  HTTP_HOST: text('监听地址', '127.0.0.1'),
  PUBLIC_URL: text('对外地址；以 https 开头时登录 Cookie 只走加密连接'),
  DATA_DIR: folder('数据目录：内置数据库、附件、密钥', './data'),
  DATABASE_URL: postgresUrl('外部 PostgreSQL（≥ 15）连接串；空则使用内置数据库'),
  DATABASE_POOL: integer('数据库连接数', 16, 2, 200),
  GATEWAY_HOST: name('设备接入的监听地址', '127.0.0.1'),
  JT808_PORT: integer('JT/T 808 端口；0 为不监听', 6808, 0, 65535),
  HJ212_PORT: integer('HJ 212 端口；0 为不监听', 6212, 0, 65535),
  SL651_PORT: integer('SL 651 水文遥测端口；0 为不监听', 0, 0, 65535),
  MQTT_PORT: integer('内置 MQTT 3.1.1 端口；0 为不监听', 0, 0, 65535),
  MQTT_TLS_PORT: integer('内置 MQTT 3.1.1 的 TLS 端口；0 为不监听', 0, 0, 65535),
  MQTT_TLS_CERT: text('MQTT TLS 的证书文件（PEM，含中间证书）'),
  MQTT_TLS_KEY: text('MQTT TLS 的私钥文件（PEM）'),
  MQTT_URL: secret('外部 MQTT 5 服务器，可含用户与密码，如 mqtts://用户:密码@主机:8883；空则不连接'),
  COAP_PORT: integer('CoAP 端口（UDP，通常 5683）；0 为不监听', 0, 0, 65535),
  PUSH_PORT: integer('物联网平台 HTTP 推送端口；0 为不监听', 0, 0, 65535),
  ONENET_TOKEN: secret('OneNET 推送所配的 Token；空则不接收'),
  CTWING_TOKEN: secret('CTWing 推送地址中的 token；空则不接收'),
  IOTDA_TOKEN: secret('IoTDA 推送所配的 Token；空则不接收'),
  PUSH_DOWN_URL: text('向物联网平台下发命令的地址，可含 {platform} {device}；空则不下发'),
  PUSH_DOWN_AUTHORIZATION: secret('下发命令时的 Authorization 头'),
  TALQ_PORT: integer('TALQ 路灯网关的回报端口；0 为不监听', 0, 0, 65535),
  TALQ_URL: text('TALQ 路灯网关的地址；空则不下发'),
  TALQ_TOKEN: secret('与 TALQ 路灯网关互认的令牌；空则不监听、不下发'),
  GATEWAY_CONNECTIONS: integer('设备连接总数上限', 20_000, 1, 200_000),
  GATEWAY_ADDRESS_CONNECTIONS: integer(
    '同一来源地址的设备连接上限；运营商专网的设备可能共用少数地址',
    10_000,
    1,
    200_000,
  ),
  GATEWAY_DISTRICT: text('管理接入网关的区（区代码）；只有它能看到全部未登记设备，空则仅在只有一个区时可看全部'),
  GATEWAY_DEVICE_RATE: integer('每台设备每秒报文数；超出者放慢读取，不丢弃，不影响其他设备', 50, 1, 10_000),
  UPLOAD_MAX_MB: integer('单个附件上限（MB）', 20, 1, 2000),
  LOG_LEVEL: oneOf('日志级别', ['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'warn'),
  DEMO: oneOf('首次启动时写入演示区', ['yes', 'no'], 'yes'),
  WEBHOOK_PRIVATE: oneOf('是否允许向内部网络地址外发（Webhook、短信网关）', ['no', 'yes'], 'no'),
  BASE_MAP_URL: text('外部底图（如天地图）瓦片地址，可含 {layer} {z} {x} {y} {s} {key}；空则只用自带底图'),
  BASE_MAP_KEY: secret('外部底图密钥（天地图 tk），只留在服务器上'),
  BASE_MAP_LAYERS: name('外部底图可选图层，逗号分隔，叠加用加号', 'vec+cva,img+cia'),
  BASE_MAP_HOSTS: text('允许取外部底图的主机，逗号分隔，可写 *.tianditu.gov.cn；空则只有地址中的主机'),
  BASE_MAP_ATTRIBUTION: name('外部底图的署名与审图号', '天地图'),
  BASE_MAP_TIMEOUT_MS: integer('取外部底图的时限（毫秒）', 3000, 100, 30_000),
  BASE_MAP_KEEP_SECONDS: integer('浏览器可保存外部底图瓦片多少秒；0 为不缓存，服务条款允许时才设', 0, 0, 2_592_000),
  SMS_URL: text('短信网关地址，可含 {phone} {text} {id} {secret}；空则把短信写入数据目录的 sms.log'),
  SMS_CONTENT_TYPE: text('短信网关请求的内容类型；空为 application/json'),
  SMS_AUTHORIZATION: text('短信网关的 Authorization 头，可含 {secret}，如 Bearer {secret}'),
  SMS_BODY: text('短信网关的请求内容，可含 {phone} {text} {id} {secret}；空为 JSON 的 phone、text、id'),
  SMS_ACCEPTED: text('短信网关回答中必须含有的文字，才算接收；空则 2xx 即可'),
  SMS_SECRET: secret('短信网关密钥'),
  AUTH_SECRET: secret('会话签名密钥；空则在数据目录中生成并保存；更换后须重新登录'),
  DATA_SECRET: secret('个人信息加密主密钥；空则在数据目录中生成并保存；遗失后已加密的内容无法恢复'),
} as const

export type Config = { readonly [K in keyof typeof settings]: ReturnType<(typeof settings)[K]['read']> }

/** Reads every setting once; all faults are reported together in one problem (`config_invalid`). */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  const entries = Object.entries(settings).map(([name, setting]) => {
    try {
      return [name, setting.read(env[name])]
    } catch (error) {
      faults.push(`${name} ${(error as Error).message}`)
      return [name, undefined]
    }
  })
  if (faults.length > 0) throw kernelProblems.config_invalid({ faults: faults.join('；') })
  return Object.fromEntries(entries) as Config
}
