import { useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { groupCode, writeAddress } from '../address.ts'
import { ReadAloud } from '../elder.tsx'
import { Icon } from '../icon.tsx'
import { useKept } from '../keep.ts'
import { ownReports } from '../mine.ts'
import { Actions, Title } from '../parts.tsx'
import { useProgress } from '../questions.ts'
import { StateTag } from '../state-tag.tsx'
import { words } from '../words.ts'

/** What the citizen takes away: number, tracking code, and what happens next. */
export function ReceiptScreen({ code }: { code: string }) {
  const w = useWords(words)
  const own = useKept(ownReports).find((report) => report.code === code)
  const { data } = useProgress(code, own?.districtId)
  return (
    <div data-read>
      <Title>{w.receiptTitle}</Title>
      <div className="stub">
        <dl>
          <dt>{w.receiptNumber}</dt>
          <dd className="stub-number">{own?.number ?? data?.number}</dd>
          <dt>{w.receiptCode}</dt>
          <dd className="stub-code">{groupCode(code)}</dd>
        </dl>
        <CopyButton text={code} />
        <p className="small quiet">{w.receiptKeep}</p>
      </div>
      <section className="next-step">
        <h2>{w.receiptNext}</h2>
        {data && (
          <p>
            {w.receiptStage}：<StateTag state={data.state} />
            {data.unitName && `　${w.receiptUnit}：${data.unitName}`}
          </p>
        )}
        <p>{w.receiptNextText}</p>
      </section>
      <ReadAloud />
      <Actions>
        <a className="button" href={writeAddress({ at: 'photo' })}>
          {w.another}
        </a>
        <a className="button main wide" href={writeAddress({ at: 'progress', code })}>
          {w.seeProgress}
        </a>
      </Actions>
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const w = useWords(words)
  const [copied, setCopied] = useState(false)
  // The clipboard is closed to pages on plain http; the code can still be selected by hand.
  if (!navigator.clipboard) return null
  return (
    <button
      type="button"
      className="button"
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => {},
        )
      }
    >
      <Icon name={copied ? 'tick' : 'copy'} />
      <span role="status">{copied ? w.copied : w.copy}</span>
    </button>
  )
}
