import { Button } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { gridWords } from './grid-words.ts'
import { Degrees } from './place-part.tsx'
import { words } from './words.ts'

export type LinePoint = readonly [lon: number, lat: number]

type Props = {
  readonly line: readonly LinePoint[]
  readonly isFixed: (at: number) => boolean
  readonly onLine: (line: readonly LinePoint[]) => void
}

/** The points of a line as numbers: everything a drag on the map does, without one. */
export function LineTable({ line, isFixed, onLine }: Props) {
  const w = useWords(gridWords)
  const names = useWords(words)
  if (line.length === 0) return null
  const put = (at: number, to: LinePoint) => onLine(line.with(at, to))
  const between = (at: number): LinePoint => {
    const [[ax, ay], [bx, by]] = [line[at]!, line[at + 1]!]
    return [(ax + bx) / 2, (ay + by) / 2]
  }
  return (
    <ol className="edit-table" aria-label={w.points}>
      {Array.from(line.entries(), ([at, [lon, lat]]) => (
        <li key={at}>
          <span className="quiet">{isFixed(at) ? w.fixed : at + 1}</span>
          {isFixed(at) ? (
            <span className="edit-fixed">{`${lon.toFixed(6)}, ${lat.toFixed(6)}`}</span>
          ) : (
            <span className="edit-pair">
              <Degrees label={names.lon} value={lon} onValue={(value) => put(at, [value, lat])} />
              <Degrees label={names.lat} value={lat} onValue={(value) => put(at, [lon, value])} />
            </span>
          )}
          <span className="edit-row">
            {at < line.length - 1 && (
              <Button
                size="small"
                aria-label={w.addAfter(at + 1)}
                onClick={() => onLine(line.toSpliced(at + 1, 0, between(at)))}
              >
                +
              </Button>
            )}
            {!isFixed(at) && (
              <Button size="small" aria-label={w.removePoint(at + 1)} onClick={() => onLine(line.toSpliced(at, 1))}>
                −
              </Button>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
