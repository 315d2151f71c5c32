import { usePick, useWords } from '#web/kit/language.ts'
import type { Sheet } from './sheet-table.tsx'
import { words } from './words.ts'

/** What has to be known to read a sheet: the readings of disputed counts, the minimum, what “—” means. */
export function SheetNotes({ sheet }: { sheet: Sheet }) {
  const w = useWords(words)
  const pick = usePick()
  const { minimum, footnotes, withoutValue } = sheet
  return (
    <details className="score-notes">
      <summary>
        {w.footnotes}：{w.minimumRule(pick(minimum.title), minimum.least)}
      </summary>
      <ul>
        {footnotes.map((note) => (
          <li key={note.name}>
            {pick(note)} [{note.source}]
          </li>
        ))}
        <li>
          {w.minimumRule(pick(minimum.title), minimum.least)} [{minimum.source}]
        </li>
        <li>{w[withoutValue]}</li>
        <li>{w.wholeDays}</li>
      </ul>
    </details>
  )
}
