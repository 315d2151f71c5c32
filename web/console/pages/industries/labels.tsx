import { useQuery } from '@tanstack/react-query'
import { Popover } from 'antd'
import { useState } from 'react'
import { listLabelBatches, mostLabels, printLabels } from '#serve/thing/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { words } from './words.ts'

type Props = { kind: string; name: string; count: number }

/** The labels of a kind: one file, or one after the other where there are more than a file takes. */
export function Labels({ kind, name, count }: Props) {
  const w = useWords(words)
  if (count <= mostLabels)
    return (
      <a
        href={addressOf(printLabels, { query: { kind } })}
        target="_blank"
        rel="noreferrer"
        aria-label={w.labelsOf(name)}
      >
        {w.labels}
      </a>
    )
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={w.labelsOf(name)}
      content={<Batches kind={kind} />}
    >
      <button type="button" className="link" aria-label={w.labelsOf(name)}>
        {w.labels}
      </button>
    </Popover>
  )
}

/** Which files have been opened here is marked, so that nobody prints one twice. */
function Batches({ kind }: { kind: string }) {
  const w = useWords(words)
  const [opened, setOpened] = useState<readonly number[]>([])
  const { data, error, refetch } = useQuery(ask(listLabelBatches, { query: { kind } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={4} />
  return (
    <ol className="label-batches">
      {data.items.map(({ number, first, last, count, after }) => (
        <li key={number}>
          <a
            href={addressOf(printLabels, { query: { kind, ...(after ? { after } : {}) } })}
            target="_blank"
            rel="noreferrer"
            onClick={() => setOpened([...opened, number])}
          >
            {w.batch(number, count)}
          </a>
          <span className="quiet list-code">{`${first.slice(-6)}–${last.slice(-6)}`}</span>
          {opened.includes(number) && <span className="tag tone-green">{w.batchOpened}</span>}
        </li>
      ))}
    </ol>
  )
}
