import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { getReview, judgeReview, listReviews, type ReviewItem } from '#supervise/review/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { day: string; item: ReviewItem }

/** One drawn closing: what it is about, what was said with it, and the verdict or the form for one. */
export function ReviewLine({ day, item }: Props) {
  const w = useWords(words)
  const me = useMe()
  return (
    <article className="review-line" aria-label={item.number}>
      <div className="review-told">
        <p className="review-head">
          <Link to="/cases/$id" params={{ id: item.caseId }}>
            {item.number}
          </Link>
          <StageTag stage={item.stage} />
          <strong>{w[item.kind]}</strong>
          <span className="quiet">{w.by(item.doneByName, formatTime(item.at))}</span>
          <Link to="/cases/$id/film" params={{ id: item.caseId }}>
            {w.film}
          </Link>
        </p>
        <p>{item.description}</p>
        <p className="quiet">{[item.category, item.placeText, item.unit].filter(Boolean).join(' · ')}</p>
        {item.said && <p className="review-said">{item.said}</p>}
      </div>
      {item.verdict ? (
        <Given item={item} />
      ) : item.isOwn ? (
        <p className="quiet">{w.own}</p>
      ) : (
        may(me, 'review.judge') && <VerdictForm day={day} item={item} />
      )}
    </article>
  )
}

function Given({ item }: { item: ReviewItem }) {
  const w = useWords(words)
  const isWrong = item.verdict === 'wrong'
  return (
    <div>
      <p>
        <span className={isWrong ? 'tag tone-red' : 'tag tone-green'}>
          <Glyph name={isWrong ? 'cross' : 'tick'} />
          {isWrong ? w.isWrong : w.right}
        </span>{' '}
        {item.followed && w[item.followed]}
      </p>
      {item.reason && <p>{item.reason}</p>}
      <p className="quiet">{w.given(item.judgedByName ?? '', item.judgedAt ? formatTime(item.judgedAt) : '')}</p>
    </div>
  )
}

function VerdictForm({ day, item }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const client = useQueryClient()
  const { message } = App.useApp()
  const command = useCommand(judgeReview)
  const mayReopen = may(me, 'case.reopen') && item.stage === 'closed'
  const [verdict, setVerdict] = useState<'right' | 'wrong'>('right')
  const [follow, setFollow] = useState<'reopen' | 'note'>('note')
  const [reason, setReason] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    command.mutate(
      { params: { day, line: item.line }, body: { verdict, reason, follow } },
      {
        onSuccess: () => {
          message.success(w.done)
          for (const contract of [getReview, listReviews])
            void client.invalidateQueries({ queryKey: [routeKey(contract)] })
        },
      },
    )
  }
  const name = `${w.verdict} ${item.number}`
  return (
    <form className="review-form" onSubmit={send} aria-label={name}>
      <Radio.Group aria-label={name} value={verdict} onChange={({ target }) => setVerdict(target.value)}>
        <Radio value="right">{w.right}</Radio>
        <Radio value="wrong">{w.isWrong}</Radio>
      </Radio.Group>
      {verdict === 'wrong' && mayReopen && (
        <Radio.Group aria-label={w.follow} value={follow} onChange={({ target }) => setFollow(target.value)}>
          <Radio value="note">{w.note}</Radio>
          <Radio value="reopen">{w.reopen}</Radio>
        </Radio.Group>
      )}
      <Input.TextArea
        aria-label={`${w.reason} ${item.number}`}
        placeholder={w.reason}
        value={reason}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        onChange={({ target }) => setReason(target.value)}
      />
      {command.error && (
        <p role="alert" className="review-fault">
          {pick(command.error)}
        </p>
      )}
      <Button htmlType="submit" type="primary" loading={command.isPending}>
        {w.send}
      </Button>
    </form>
  )
}
