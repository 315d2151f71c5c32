/** Protocols that a device may be registered with, and what its name on the wire looks like in each. */
export const protocolNames = ['jt808', 'hj212'] as const
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
}

/** A sender as it is looked up by, or the rule that the text breaks. */
export function normalSender(protocol: ProtocolName, text: string): { sender: string } | { rule: string } {
  const { pattern, rule, normal } = rules[protocol]
  return pattern.test(text) ? { sender: normal(text) } : { rule }
}
