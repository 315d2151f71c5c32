import { Link } from '@tanstack/react-router'
import type { AppealItem } from '#supervise/appeal/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

/** One appeal from its reason to its decision, with what that does to the score. */
export function AppealRow({ item }: { item: AppealItem }) {
  const w = useWords(words)
  const { caseId, number, categoryName, placeText, unitName, askedBy, askedAt, reason, files, endorsed, decided } = item
  return (
    <li className="appeal-row">
      <p className="appeal-head">
        <Link to="/cases/$id" params={{ id: caseId }}>
          {number}
        </Link>
        <Verdict decided={decided} />
        <span>{categoryName}</span>
        <span className="quiet">{placeText}</span>
      </p>
      <dl className="appeal-steps">
        <Said name={w.asked} by={`${unitName} ${askedBy}`} at={askedAt} text={reason}>
          {files > 0 && <span className="quiet">{w.files(files)}</span>}
        </Said>
        {endorsed && <Said name={w.first} by={endorsed.byName} at={endorsed.at} text={endorsed.note} />}
        {decided && <Said name={w.decision} by={decided.byName} at={decided.at} text={decided.reason} />}
      </dl>
    </li>
  )
}

function Verdict({ decided }: Pick<AppealItem, 'decided'>) {
  const w = useWords(words)
  if (!decided)
    return (
      <>
        <span className="tag tone-brown">{w.waiting}</span>
        <span className="quiet">{w.pendingEffect}</span>
      </>
    )
  return (
    <>
      <span className={decided.upheld ? 'tag tone-green' : 'tag tone-red'}>
        {decided.upheld ? w.upheld : w.dismissed}
      </span>
      <span>{decided.upheld ? w.exempted : w.counted}</span>
    </>
  )
}

type SaidProps = { name: string; by: string; at: string; text: string; children?: React.ReactNode }

function Said({ name, by, at, text, children }: SaidProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="appeal-text">{text}</span>{' '}
        <span className="quiet">
          {by} · {formatTime(at)}
        </span>{' '}
        {children}
      </dd>
    </div>
  )
}
