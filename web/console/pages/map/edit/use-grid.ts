import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type GridKind, lineText, listGridNeighbours, previewGridChange } from '#city/grid/contract.ts'
import { getCell } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { ask } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import type { LinePoint } from './line-table.tsx'

const noLine: readonly LinePoint[] = []
const SETTLED_MS = 350

const known = (results: readonly { data?: ReplyOf<typeof getCell> | undefined }[]) =>
  results.flatMap(({ data }) => (data ? [data] : []))

/** What is being done to which cells, and what it would bring. */
export function useGrid(code: string) {
  const [kind, setKind] = useState<GridKind>('split')
  const [others, setOthers] = useState<readonly string[]>([])
  const [line, setLine] = useState(noLine)
  const [day, setDay] = useState('')
  const neighbours = useQuery(ask(listGridNeighbours, { query: { code } }))
  const codes = kind === 'merge' || kind === 'border' ? [code, ...others] : [code]
  const cells = useQueries({
    queries: codes.map((each) => ask(getCell, { params: { code: each } })),
    combine: known,
  })
  const drawn = kind === 'split' || kind === 'border' ? line : noLine
  const isWhole =
    kind === 'retire' ||
    (kind === 'merge' ? others.length > 0 : drawn.length > 1 && (kind === 'split' || others.length === 1))
  const text = useSettled(drawn.length > 0 ? lineText(drawn as [number, number][]) : '', SETTLED_MS)
  const preview = useQuery({
    ...ask(previewGridChange, {
      query: { kind, cells: codes.join(','), ...(text ? { line: text } : {}), ...(day ? { day } : {}) },
    }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const take = (next: GridKind) => {
    setKind(next)
    setOthers([])
    setLine(noLine)
  }
  const toggle = (other: string) => {
    if (kind !== 'border') {
      setOthers((now) => (now.includes(other) ? now.filter((each) => each !== other) : [...now, other]))
      return
    }
    setOthers([other])
    setLine(neighbours.data?.items.find((item) => item.code === other)?.border ?? noLine)
  }
  const isFixed = (at: number) => kind === 'border' && (at === 0 || at === line.length - 1)
  const shown = isWhole && !preview.error ? preview.data : undefined
  return {
    kind,
    take,
    others,
    toggle,
    line,
    setLine,
    day,
    setDay,
    neighbours,
    codes,
    cells,
    preview,
    shown,
    isWhole,
    isFixed,
  }
}

export type Grid = ReturnType<typeof useGrid>
