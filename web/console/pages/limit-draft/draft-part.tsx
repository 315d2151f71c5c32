import { Button, Modal } from 'antd'
import { discardLimitDraft } from '#command/limit-draft/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'
import { useCommand } from '#web/kit/query.ts'
import { Failure } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import type { LimitDraft, Stored } from './use-limit-draft.ts'
import { words } from './words.ts'

type Props = { stored: Stored; draft: LimitDraft; mayWrite: boolean; again: () => void }

/** What the draft changes against the version it follows, line by line, with what is to be said about each. */
export function DraftPart({ stored, draft, mayWrite, again }: Props) {
  const w = useWords(words)
  const { lines, lost } = stored
  const count = lines.length + lost.length
  return (
    <section className="limit-panel" aria-labelledby="limit-draft">
      <header>
        <h2 id="limit-draft">{w.draft}</h2>
        <SaveLine stored={stored} draft={draft} again={again} />
        {mayWrite && draft.revision > 0 && <Discard revision={draft.revision} again={again} />}
      </header>
      {count === 0 ? (
        <p className="quiet">{mayWrite ? w.noDraft : w.noDraftRead}</p>
      ) : (
        <>
          <p>{w.changes(count)}</p>
          <ol className="limit-diff">
            {lines.map((line, at) => (
              <Line key={`${line.conditionId} ${line.areaClass}`} at={at + 1} stored={stored} line={line}>
                {mayWrite && (
                  <Button type="link" size="small" onClick={() => draft.change(line, undefined)}>
                    {w.reset}
                  </Button>
                )}
              </Line>
            ))}
            {lost.map((line, at) => (
              <Line
                key={`${line.conditionId} ${line.areaClass}`}
                at={lines.length + at + 1}
                stored={stored}
                line={{ ...line, name: '' }}
              />
            ))}
          </ol>
        </>
      )}
      {!mayWrite && <p className="quiet">{w.readOnly}</p>}
    </section>
  )
}

function SaveLine({ stored, draft, again }: Omit<Props, 'mayWrite'>) {
  const w = useWords(words)
  const pick = usePick()
  const { savedAt, savedBy } = stored
  const said = {
    saved: savedAt ? w.saved(formatTime(savedAt).slice(5), savedBy ?? '') : '',
    saving: w.saving,
    changed: w.unsaved,
    refused: '',
  }[draft.state]
  return (
    <>
      <span className="quiet" role="status">
        {said}
      </span>
      {draft.problem && (
        <span role="alert" className="field-fault">
          {pick(draft.problem)}{' '}
          <button type="button" className="link" onClick={again}>
            {w.reload}
          </button>
        </span>
      )}
    </>
  )
}

function Discard({ revision, again }: { revision: number; again: () => void }) {
  const w = useWords(words)
  const discard = useCommand(discardLimitDraft)
  const sure = () =>
    Modal.confirm({
      title: w.discardSure,
      okText: w.discard,
      cancelText: w.cancel,
      okButtonProps: { danger: true },
      onOk: () => discard.mutate({ body: { revision } }, { onSuccess: again }),
    })
  return (
    <>
      <Button size="small" danger onClick={sure} loading={discard.isPending}>
        {w.discard}
      </Button>
      {discard.error && <Failure problem={discard.error} />}
    </>
  )
}

type Shown = Pick<Stored['lines'][number], 'conditionId' | 'areaClass' | 'code' | 'name' | 'condition' | 'limit'> & {
  was?: Stored['lines'][number]['was']
}

function Line({ at, stored, line, children }: { at: number; stored: Stored; line: Shown; children?: React.ReactNode }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const said = stored.findings.filter((finding) => finding.line === at)
  return (
    <li>
      <div className="limit-line">
        <span>
          <span className="list-code">{line.code}</span> {line.name}
          {line.areaClass !== '*' && <span className="tag tone-blue">{line.areaClass}</span>}
        </span>
        {children}
      </div>
      <p className="quiet">{line.condition}</p>
      <p>
        {line.was && (
          <>
            <del>{formatLimit(line.was, language)}</del>
            {' → '}
          </>
        )}
        <ins>{formatLimit(line.limit, language)}</ins>
      </p>
      {said.map(({ level, code, zh, en }) => (
        <p key={code} className={level === 'fault' ? 'field-fault' : 'limit-notice'}>
          <span className={`tag ${level === 'fault' ? 'tone-red' : 'tone-brown'}`}>
            {level === 'fault' ? w.faulty : w.notice}
          </span>{' '}
          {pick({ zh, en })}
        </p>
      ))}
    </li>
  )
}
