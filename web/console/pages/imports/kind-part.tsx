import { useWords } from '#web/kit/language.ts'
import type { KindName as Kind } from './declared.ts'
import { words } from './words.ts'

/** What kind of data the file holds; only kinds that this person's posts may change. */
export function KindPart({
  kinds,
  kind,
  onChange,
}: {
  kinds: readonly Kind[]
  kind: Kind
  onChange: (kind: Kind) => void
}) {
  const w = useWords(words)
  const details = {
    cells: w.cellsDetail,
    components: w.componentsDetail,
    devices: w.devicesDetail,
    conditions: w.conditionsDetail,
  }
  return (
    <fieldset className="import-part">
      <legend>{w.what}</legend>
      <div className="import-kinds">
        {kinds.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="import-kind" checked={each === kind} onChange={() => onChange(each)} />
            <span className="choice-text">
              <span className="choice-title">{w[each]}</span>
              <span className="choice-detail">{details[each]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
