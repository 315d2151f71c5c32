import { importConditions } from '#city/catalogue/contract.ts'
import { componentColumns, importComponents, inspectComponentTable } from '#city/component/contract.ts'
import { importCells } from '#city/place/contract.ts'
import { deviceColumns, importDevices, inspectDeviceTable } from '#sense/device/contract.ts'
import { call } from '#web/kit/client.ts'
import { bytesOf, extensionOf, isTable, tableAsked } from '#web/kit/import/import-kind.ts'
import { outcomeOfRows } from '#web/kit/import/outcome.ts'
import { outcomeOfConditions } from './conditions-outcome.ts'
import { type BareKind, type Declared, frameQuery, type KindName } from './declared.ts'

const frameConfirmed = { zh: '已核对，坐标系没有选错', en: 'Checked: the frame is right' }
const gapsConfirmed = { zh: '已核对，网格之间的空隙属实', en: 'Checked: the gaps between cells are real' }

const entered = (n: number) => ({ zh: `导入完成，${n} 行已入库。`, en: `Done; ${n} rows are in.` })

/** How each kind of data is imported, as it is declared. */
export const kinds: Readonly<Record<KindName, (declared: Declared) => BareKind>> = {
  cells: (declared) => ({
    key: 'cells',
    fileTypes: ['.geojson', '.json'],
    vouches: { frame_suspected: frameConfirmed, cell_gap: gapsConfirmed },
    send: async (sending) => {
      const { commit, acceptValid } = tableAsked(sending)
      const query = {
        ...frameQuery(declared),
        day: declared.day,
        commit,
        acceptValid,
        frameConfirmed: String(sending.vouched.includes('frame_suspected')),
        gapsConfirmed: String(sending.vouched.includes('cell_gap')),
      }
      return outcomeOfRows(await call(importCells, { query, bytes: bytesOf(sending.file) }))
    },
    done: entered,
  }),
  components: (declared) => ({
    key: 'components',
    fileTypes: ['.xlsx', '.csv', '.geojson', '.json'],
    table: {
      columns: componentColumns,
      others: { zh: '作为该类部件的属性', en: 'Kept as an attribute' },
      inspect: (file) => call(inspectComponentTable, { query: { fileName: file.name }, bytes: bytesOf(file) }),
    },
    vouches: { frame_suspected: frameConfirmed },
    send: async (sending) => {
      const { file, vouched } = sending
      const format = !isTable(file) ? 'geojson' : extensionOf(file.name) === '.csv' ? 'csv' : 'xlsx'
      const query = {
        ...frameQuery(declared),
        ...tableAsked(sending),
        format,
        frameConfirmed: String(vouched.includes('frame_suspected')),
      } as const
      return outcomeOfRows(await call(importComponents, { query, bytes: bytesOf(file) }))
    },
    done: entered,
  }),
  devices: ({ frame }) => ({
    key: 'devices',
    fileTypes: ['.xlsx', '.csv'],
    table: {
      columns: deviceColumns,
      others: { zh: '不认识的列，不导入', en: 'Not known, left out' },
      inspect: (file) => call(inspectDeviceTable, { query: { fileName: file.name }, bytes: bytesOf(file) }),
    },
    send: async (sending) => {
      const { file } = sending
      const degrees = frame === 'as-file' || frame === 'plane' ? 'CGCS2000' : frame
      const query = { fileName: file.name, ...tableAsked(sending), frame: degrees } as const
      return outcomeOfRows(await call(importDevices, { query, bytes: bytesOf(file) }))
    },
    done: (n) => ({ zh: `导入完成，已登记 ${n} 台设备。`, en: `Done; ${n} devices are registered.` }),
  }),
  conditions: ({ edition, name }) => ({
    key: 'conditions',
    fileTypes: ['.xlsx', '.csv'],
    send: async ({ file, mode }) => {
      const query = { fileName: file.name, edition, name: name.trim(), mode }
      return outcomeOfConditions(await call(importConditions, { query, bytes: bytesOf(file) }))
    },
    done: (n) => ({
      zh: `导入完成，${n} 条立案条件已成为草稿版本，发布后生效。`,
      en: `Done; ${n} conditions are a draft now, in force once published.`,
    }),
  }),
}
