import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { type Category, draft, patchDraft } from './draft.ts'
import { useKept } from './keep.ts'
import { useDistrict } from './questions.ts'
import { words } from './words.ts'

const keyOf = (category: Category): string => `${category.edition}|${category.kind}|${category.code}`

/** As many as leave the text below in sight; the rest unfold. */
const FIRST = 12

/** The common problems of the district as large chips, one of which may be chosen. */
export function Categories() {
  const w = useWords(words)
  const { data } = useDistrict()
  const { category } = useKept(draft)
  const [all, setAll] = useState(false)
  if (!data || data.categories.length === 0) return null
  const chosen = category && keyOf(category)
  const shown = data.categories.filter((each, index) => all || index < FIRST || keyOf(each) === chosen)
  return (
    <fieldset className="chips">
      <legend>{w.whatCategory}</legend>
      {shown.map((each) => (
        <Chip
          key={keyOf(each)}
          name={each.name}
          chosen={keyOf(each) === chosen}
          onChoose={() => patchDraft({ category: each })}
        />
      ))}
      {chosen && <Chip name={w.whatOther} chosen={false} onChoose={() => patchDraft({ category: null })} />}
      {shown.length < data.categories.length && (
        <button type="button" className="button plain" aria-expanded={false} onClick={() => setAll(true)}>
          {w.whatMore}
        </button>
      )}
    </fieldset>
  )
}

const Chip = ({ name, chosen, onChoose }: { name: string; chosen: boolean; onChoose: () => void }) => (
  <label className="chip">
    <input type="radio" name="category" className="over" checked={chosen} onChange={onChoose} />
    {name}
  </label>
)
