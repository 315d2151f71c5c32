import { exportCaseList, exportColumns } from '#city/case/contract.ts'
import { CaseExportQuery, fetchCaseExport, listCaseExports, orderCaseExport } from '#city/case-export/contract.ts'
import { addressOf, call } from '#web/kit/client.ts'
import { type ExportFormat, ExportMenu } from '#web/kit/table/export-menu.tsx'
import type { Layout } from '#web/kit/table/layout.ts'
import type { CaseSearch } from '../../case-search.ts'

/** The work list as a file: its filters and order, with the columns of the screen or with all. */
export function CaseExport({ search, layout: { order, shown } }: { search: CaseSearch; layout: Layout }) {
  const { open: _, ...filters } = search
  const columns = order.filter((id) => id in exportColumns && shown[id] !== false).join(',')
  const asked = (query: Record<string, string>) => (CaseExportQuery.safeParse(query).success ? query : {})
  const start = async (which: 'seen' | 'all', format: ExportFormat) => {
    const query = asked(which === 'seen' ? { ...filters, columns } : filters)
    const { exportId } = await call(orderCaseExport, { body: { query } })
    return exportId === null ? { address: addressOf(exportCaseList, { query: { ...query, format } }) } : { exportId }
  }
  return (
    <ExportMenu
      start={start}
      list={listCaseExports}
      addressOf={(exportId) => addressOf(fetchCaseExport, { params: { exportId } })}
    />
  )
}
