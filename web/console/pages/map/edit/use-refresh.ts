import { useQueryClient } from '@tanstack/react-query'
import { insideArea } from '#analyse/map/contract.ts'
import { listTileLayers } from '#analyse/tile/contract.ts'
import { getComponent, searchComponents } from '#city/component/contract.ts'
import { listBeats } from '#city/grid/beat/contract.ts'
import { getGridChange, listGridChanges, listGridNeighbours, previewGridChange } from '#city/grid/contract.ts'
import { getCell, searchCells } from '#city/place/contract.ts'
import { routeKey } from '#web/kit/query.ts'

/** Asks anew for what shows components or cells, tiles first, so that the map follows what was saved. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return () => {
    for (const contract of [
      listTileLayers,
      insideArea,
      getComponent,
      searchComponents,
      getCell,
      searchCells,
      listGridChanges,
      listGridNeighbours,
      getGridChange,
      previewGridChange,
      listBeats,
    ])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
}
