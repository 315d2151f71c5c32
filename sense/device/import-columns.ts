import type { TableColumn } from '#city/table-import/columns.ts'

const column = (name: string, zh: string, en: string, also: readonly string[], isRequired = false): TableColumn => ({
  name,
  zh,
  en,
  also,
  isRequired,
})

/** What a table of devices may bring. */
export const deviceColumns: readonly TableColumn[] = [
  column('protocol', '协议', 'Protocol', ['通信协议', '接入协议'], true),
  column('sender', '设备标识', 'Sender', ['终端号', '终端手机号', 'SIM卡号', 'MN', 'MN号', '设备编号'], true),
  column('name', '设备名称', 'Name', ['名称', '车牌号', '站点名称'], true),
  column('kind', '设备类型', 'Kind', ['类型', '种类'], true),
  column('maker', '生产厂家', 'Maker', ['厂家', '厂商', '品牌']),
  column('model', '型号', 'Model', ['规格型号', '设备型号']),
  column('componentCode', '部件标识码', 'Component code', ['部件编码', '所在部件']),
  column('unit', '所属单位', 'Unit', ['单位', '责任单位', '权属单位']),
  column('lon', '经度', 'Longitude', ['lng', 'X', 'X坐标']),
  column('lat', '纬度', 'Latitude', ['Y', 'Y坐标']),
]
export type DeviceColumn =
  | 'protocol'
  | 'sender'
  | 'name'
  | 'kind'
  | 'maker'
  | 'model'
  | 'componentCode'
  | 'unit'
  | 'lon'
  | 'lat'

/** The kind meant by a word of the file: its key, or its name in either language. */
export const kindOf = (
  word: string,
  names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
): string | undefined => {
  const plain = word.normalize('NFKC').trim().toLowerCase()
  const known = Object.entries(names).find(([key, { zh, en }]) => [key, zh, en.toLowerCase()].includes(plain))
  if (known) return known[0]
  return /^[a-z][a-z0-9-]{0,39}$/.test(plain) ? plain : undefined
}
