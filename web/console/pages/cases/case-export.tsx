import { CaseExportQuery, exportCaseList, exportColumns } from '#city/case/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { ExportButton } from '#web/kit/table/export-button.tsx'
import type { Layout } from '#web/kit/table/layout.ts'
import type { CaseSearch } from '../../case-search.ts'

/** The work list as a file: its filters and order, with the columns of the screen or with all. */
export function CaseExport({ search, layout: { order, shown } }: { search: CaseSearch; layout: Layout }) {
  const { open: _, ...filters } = search
  const columns = order.filter((id) => id in exportColumns && shown[id] !== false).join(',')
  const address = (query: Record<string, string>) =>
    addressOf(exportCaseList, { query: CaseExportQuery.safeParse(query).success ? query : {} })
  return <ExportButton seen={address({ ...filters, columns })} all={address(filters)} />
}
