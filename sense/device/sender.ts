/** Protocols that a device may be registered with, and what its name on the wire looks like in each. */
export const protocolNames = ['jt808', 'hj212', 'sl651', 'mqtt', 'coap', 'onenet', 'ctwing', 'iotda', 'talq'] as const
export type ProtocolName = (typeof protocolNames)[number]

type Rule = { pattern: RegExp; rule: string; normal: (text: string) => string }

const rules: Readonly<Record<ProtocolName, Rule>> = {
  jt808: {
    pattern: /^\d{1,20}$/,
    rule: '终端手机号，至多 20 位数字 / terminal phone, up to 20 digits',
    normal: (text) => text.replace(/^0+(?=.)/, ''),
  },
  hj212: {
    pattern: /^[\w-]{1,40}$/,
    rule: 'MN，至多 40 个字母、数字、下划线或连字符 / MN, up to 40 letters, digits, underscores or hyphens',
    normal: (text) => text,
  },
  sl651: {
    pattern: /^\d{8,10}$/,
    rule: '测站编码，8 至 10 位数字 / station code, 8 to 10 digits',
    normal: (text) => text.padStart(10, '0'),
  },
  mqtt: {
    pattern: /^[\w.:-]{1,40}$/,
    rule: '用户名，至多 40 个字母、数字或 _ . : - / user name, up to 40 letters, digits or _ . : -',
    normal: (text) => text,
  },
  coap: {
    pattern: /^[\w.:-]{1,40}$/,
    rule: '路径中的设备名，至多 40 个字母、数字或 _ . : - / the name in the path, up to 40 letters, digits or _ . : -',
    normal: (text) => text,
  },
  onenet: {
    pattern: /^[\w.:-]{1,40}$/,
    rule: '平台中的设备名或 IMEI / the device name or IMEI in the platform',
    normal: (text) => text,
  },
  ctwing: {
    pattern: /^[\w.:-]{1,40}$/,
    rule: '平台中的设备 ID / the device id in the platform',
    normal: (text) => text,
  },
  iotda: {
    pattern: /^[\w.:-]{1,40}$/,
    rule: '平台中的设备 ID / the device id in the platform',
    normal: (text) => text,
  },
  talq: {
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    rule: 'TALQ 地址（UUID） / the TALQ address, a UUID',
    normal: (text) => text.toLowerCase(),
  },
}

/** A sender as it is looked up by, or the rule that the text breaks. */
export function normalSender(protocol: ProtocolName, text: string): { sender: string } | { rule: string } {
  const { pattern, rule, normal } = rules[protocol]
  return pattern.test(text) ? { sender: normal(text) } : { rule }
}
