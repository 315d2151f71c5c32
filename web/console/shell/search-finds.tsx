import { EnvironmentOutlined } from '@ant-design/icons'
import type { FoundGroup, FoundItem } from '#city/search/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import type { Searching } from './search-box.tsx'
import { targetOf } from './search-target.ts'
import { kindWords, searchWords } from './search-words.ts'

/** What lies under the box: recent words while it is empty, then the finds by kind. */
export function Finds({ id, box }: { id: string; box: Searching }) {
  const w = useWords(searchWords)
  const pick = usePick()
  const { text, groups, items, error, isSettled } = box
  if (text.trim() === '') return <Recent id={id} box={box} />
  const isNothing = items.length === 0 && isSettled && !error
  return (
    <div className="finds">
      <div id={id} role="listbox" aria-label={w.finds}>
        {groups.map((group) => (
          <Group key={group.kind} id={id} group={group} box={box} />
        ))}
      </div>
      {error && <p className="finds-none">{pick(error)}</p>}
      {isNothing && (
        <p className="finds-none">
          {w.none(text.trim())}
          <br />
          <span className="quiet">{w.noneHint}</span>
        </p>
      )}
      {items.length === 0 && !isSettled && <p className="finds-none quiet">{w.searching}</p>}
      <p className="finds-foot quiet">{w.keys}</p>
      <span className="unseen" role="status">
        {isSettled ? w.said(items.length) : ''}
      </span>
    </div>
  )
}

function Group({ id, group, box }: { id: string; group: FoundGroup; box: Searching }) {
  const w = useWords(searchWords)
  const kinds = useWords(kindWords)
  const title = `${id}-${group.kind}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role.
    <div role="group" aria-labelledby={title} className="finds-group">
      <div id={title} className="finds-kind">
        {kinds[group.kind]}
        {group.more && <span className="quiet">{w.more}</span>}
      </div>
      {group.items.map((item) => (
        <Find key={item.id} id={`${id}-${box.items.indexOf(item)}`} item={item} box={box} />
      ))}
    </div>
  )
}

function Find({ id, item, box }: { id: string; item: FoundItem; box: Searching }) {
  const w = useWords(searchWords)
  const isMarked = box.items[box.at] === item
  const isClosed = targetOf(item, box.mayCases) === undefined
  return (
    // The box keeps the focus and the keys; the mouse may point as well.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      aria-disabled={isClosed}
      className={isMarked ? 'find marked' : 'find'}
      ref={(element) => {
        if (isMarked) element?.scrollIntoView({ block: 'nearest' })
      }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => box.choose(item, event.shiftKey)}
      onKeyDown={box.press}
    >
      <span className="find-title">
        {item.title}
        {item.stage && <StageTag stage={item.stage} />}
      </span>
      <span className="find-detail quiet">{item.detail}</span>
      {item.point && item.kind !== 'place' && (
        <EnvironmentOutlined
          className="find-map"
          title={w.onMapOf(item.title)}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            box.choose(item, true)
          }}
        />
      )}
    </div>
  )
}

function Recent({ id, box }: { id: string; box: Searching }) {
  const w = useWords(searchWords)
  if (box.recent.length === 0)
    return (
      <div className="finds" id={id}>
        <p className="finds-none quiet">{w.noneHint}</p>
      </div>
    )
  return (
    <section className="finds" id={id} aria-label={w.recent}>
      <div className="finds-kind">
        {w.recent}
        <button type="button" onClick={box.forget}>
          {w.forget}
        </button>
      </div>
      {box.recent.map((text) => (
        <button key={text} type="button" className="find find-recent" onClick={() => box.type(text, false)}>
          {text}
        </button>
      ))}
    </section>
  )
}
