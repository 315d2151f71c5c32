import { Link } from '@tanstack/react-router'
import { type HandoverBody, type SectionKey, sections, tallies } from '#supervise/handover/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

/** What a shift leaves to the next: its numbers, and the cases to know of. The same on screen and on paper. */
export function ShiftSheet({ body }: { body: HandoverBody }) {
  const w = useWords(words)
  return (
    <div className="shift-sheet">
      <Standing body={body} />
      <Done body={body} />
      {body.sections.length === 0 && <Nothing title={w.nothing}>{w.nothingHint}</Nothing>}
      {body.sections.map((section) => (
        <SectionPart key={section.key} section={section} />
      ))}
    </div>
  )
}

function Standing({ body: { open, stuck, urges, emergency } }: { body: HandoverBody }) {
  const w = useWords(words)
  return (
    <p className="shift-standing">
      {emergency && <strong className="shift-emergency">▲ {w.emergency(emergency)}</strong>}
      <span>{w.open(open)}</span>
      <span className={stuck > 0 ? 'shift-bad' : undefined}>{w.stuck(stuck)}</span>
      <span>{w.urges(urges)}</span>
    </p>
  )
}

function Done({ body }: { body: HandoverBody }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section aria-labelledby="shift-done">
      <h2 id="shift-done">{w.done}</h2>
      <dl className="shift-tallies">
        {body.tallies.map(({ key, count }) => (
          <div key={key}>
            <dt>{pick(tallies[key])}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Section = HandoverBody['sections'][number]

function SectionPart({ section: { key, total, items } }: { section: Section }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section
      aria-labelledby={`shift-${key}`}
      className={key === 'late' || key === 'urgent' ? 'shift-part bad' : 'shift-part'}
    >
      <h2 id={`shift-${key}`}>
        {pick(sections[key])} <span className="quiet">{w.cases(total)}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.caseId}>
            <Link to="/cases/$id" params={{ id: item.caseId }} className="shift-number">
              {item.number}
            </Link>
            <StageTag stage={item.stage} />
            <span className="shift-what">{[item.category, item.place].filter(Boolean).join(' · ')}</span>
            <span className="quiet">{item.unit}</span>
            <About section={key} about={item.about} />
            {item.dueAt && <span className="shift-due">{w.due(formatTime(item.dueAt))}</span>}
          </li>
        ))}
      </ul>
      {total > items.length && <p className="quiet">{w.more(total - items.length)}</p>}
    </section>
  )
}

/** Why a case stands in its section, where the heading does not say it all. */
function About({ section, about }: { section: SectionKey; about: string }) {
  const w = useWords(words)
  if (about === '') return null
  if (section === 'disputed') return <span className="shift-about">{w.returned(about)}</span>
  if (section === 'reopened') return <span className="shift-about">{w.again(about)}</span>
  if (section === 'waiting' && isRequest(about)) return <span className="shift-about">{w[about]}</span>
  return <span className="shift-about">{about}</span>
}

const requests = ['extension', 'suspension', 'voiding', 'veto', 'appeal'] as const
const isRequest = (text: string): text is (typeof requests)[number] => requests.some((each) => each === text)
