import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with a device. */
export const deviceProblems = defineProblems({
  device_not_found: { status: 404, zh: () => '没有这台设备', en: () => 'There is no such device' },
  device_sender_taken: {
    status: 409,
    zh: (p: { protocol: string; sender: string; name: string }) =>
      `协议 ${p.protocol} 的标识 ${p.sender} 已登记为“${p.name}”`,
    en: (p: { protocol: string; sender: string; name: string }) =>
      `Sender ${p.sender} of ${p.protocol} is registered already, as “${p.name}”`,
  },
  device_sender_elsewhere: {
    status: 409,
    zh: () => '该标识已在其他区登记，同一标识只能属于一个区',
    en: () => 'This sender is registered in another district; it can belong to one only',
  },
  device_sender_invalid: {
    status: 422,
    zh: (p: { rule: string }) => `设备标识不符合该协议：${p.rule}`,
    en: (p: { rule: string }) => `The sender does not fit its protocol: ${p.rule}`,
  },
  device_changed: {
    status: 409,
    zh: () => '设备资料刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed this device; load it again',
  },
  device_retired: { status: 409, zh: () => '设备已停用', en: () => 'The device has been retired' },
  device_component_unknown: {
    status: 422,
    zh: (p: { code: string }) => `没有部件 ${p.code}`,
    en: (p: { code: string }) => `There is no component ${p.code}`,
  },
  device_upstream_unfit: {
    status: 422,
    zh: () => '上级设备不存在、已停用，或本身挂在这台设备之下',
    en: () => 'The upstream device is unknown, retired, or hangs on this one itself',
  },
  device_unit_unknown: { status: 422, zh: () => '没有这个单位', en: () => 'There is no such unit' },
  device_field_missing: {
    status: 422,
    zh: (p: { zh: string; en: string }) => `必填项“${p.zh}”为空`,
    en: (p: { zh: string; en: string }) => `“${p.en}” is required and empty`,
  },
  device_field_too_long: {
    status: 422,
    zh: (p: { zh: string; en: string; most: number }) => `“${p.zh}”超过 ${p.most} 个字`,
    en: (p: { zh: string; en: string; most: number }) => `“${p.en}” is longer than ${p.most} characters`,
  },
  device_protocol_unknown: {
    status: 422,
    zh: (p: { text: string }) => `没有协议“${p.text}”；可写 JT/T 808、HJ 212、SL 651、MQTT、OneNET、CTWing、IoTDA`,
    en: (p: { text: string }) =>
      `There is no protocol “${p.text}”; write JT/T 808, HJ 212, SL 651, MQTT, OneNET, CTWing or IoTDA`,
  },
  device_kind_unknown: {
    status: 422,
    zh: (p: { text: string }) => `没有设备类型“${p.text}”；可写清扫车、洒水车、环卫车、扬尘监测站，或英文代号`,
    en: (p: { text: string }) => `“${p.text}” is no kind of device`,
  },
  device_sender_repeated: {
    status: 422,
    zh: (p: { sender: string; row: number }) => `设备标识 ${p.sender} 与第 ${p.row} 行重复`,
    en: (p: { sender: string; row: number }) => `The sender ${p.sender} repeats row ${p.row}`,
  },
  device_columns_missing: {
    status: 422,
    zh: (p: { zh: string; en: string }) => `缺少列：${p.zh}`,
    en: (p: { zh: string; en: string }) => `Columns are missing: ${p.en}`,
  },
  device_text_undecodable: {
    status: 422,
    zh: () => '本行含有无法识别的字符（文件既不是 UTF-8 也不是 GBK/GB18030）',
    en: () => 'The row holds characters that cannot be read (the file is neither UTF-8 nor GBK/GB18030)',
  },
  device_rows_too_many: {
    status: 422,
    zh: (p: { most: number }) => `一次最多导入 ${p.most} 台设备`,
    en: (p: { most: number }) => `At most ${p.most} devices at once`,
  },
  device_credential_none: {
    status: 422,
    zh: () => '该协议的设备不出示口令；物联网平台的令牌在系统设置中',
    en: () => 'Devices of this protocol show no password; the tokens of platforms are settings of the system',
  },
  device_mapping_down: {
    status: 422,
    zh: (p: { kind: string; why: string }) =>
      p.why === '' ? `“${p.kind}”的下行报文不是 JSON 对象` : `“${p.kind}”没有“${p.why}”这个值，或该协议没有这种指令`,
    en: (p: { kind: string; why: string }) =>
      p.why === ''
        ? `What is said for “${p.kind}” is no object of JSON`
        : `“${p.kind}” has no value “${p.why}”, or devices of this protocol have no such instruction`,
  },
  device_mapping_path: {
    status: 422,
    zh: (p: { path: string }) => `路径“${p.path}”写法不对，应如 services[0].properties.level`,
    en: (p: { path: string }) => `“${p.path}” is no path; write it like services[0].properties.level`,
  },
  device_range_too_long: {
    status: 422,
    zh: (p: { days: number }) => `一次最多查询 ${p.days} 天`,
    en: (p: { days: number }) => `At most ${p.days} days at once`,
  },
})
