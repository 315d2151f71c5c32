import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { defineWords, useLanguage, usePick, useWords } from '../language.ts'
import { formatLimit, type Limit } from '../limit.ts'
import { ask } from '../query.ts'
import { formatTime } from '../time.ts'
import { tellEvent } from '../timeline/event-text.ts'
import type { Clash, Difference } from './meanwhile.ts'
import type { Standing } from './standing.ts'

const words = defineWords({
  title: { zh: '您填写期间，案件有了变化', en: 'The case has changed while you were writing' },
  kept: { zh: '您填的内容都还在。', en: 'What you wrote is all still here.' },
  field: { zh: '项目', en: 'Field' },
  before: { zh: '原来', en: 'Before' },
  mine: { zh: '我填的', en: 'Mine' },
  theirs: { zh: (name: string) => `${name}填的`, en: (name: string) => `${name}’s` },
  take: { zh: '用对方的', en: 'Take theirs' },
  takeField: { zh: (field: string) => `${field}：用对方的`, en: (field: string) => `${field}: take theirs` },
  adopted: {
    zh: (fields: string) => `您没有改动的已换成最新内容：${fields}`,
    en: (fields: string) => `What you had not touched now shows the latest: ${fields}`,
  },
  gone: { zh: '这一步现在不能办理：', en: 'This step cannot be taken any more: ' },
  goneByStage: { zh: '案件已到下一阶段。', en: 'the case has gone on.' },
  goOn: { zh: '已核对，按最新状态提交', en: 'Checked, send on the latest state' },
  edit: { zh: '继续修改', en: 'Go on writing' },
  copy: { zh: '复制我填的内容', en: 'Copy what I wrote' },
  copied: { zh: '已复制', en: 'Copied' },
  drop: { zh: '放弃我的输入', en: 'Drop what I wrote' },
  nothing: { zh: '（空）', en: '(empty)' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  files: { zh: (n: number) => `${n} 个附件`, en: (n: number) => `${n} files` },
})

const fieldWords = defineWords({
  description: { zh: '问题描述', en: 'Description' },
  category: { zh: '小类', en: 'Category' },
  place: { zh: '位置', en: 'Place' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  unitId: { zh: '责任单位', en: 'Unit' },
  coUnitIds: { zh: '协办单位', en: 'Helping units' },
  personId: { zh: '承办人', en: 'Person' },
  collectorId: { zh: '采集员', en: 'Collector' },
  note: { zh: '说明', en: 'Remarks' },
  reason: { zh: '理由', en: 'Reason' },
  limit: { zh: '时限', en: 'Limit' },
  until: { zh: '挂账至', en: 'Until' },
  outcome: { zh: '办理结果', en: 'Outcome' },
  approve: { zh: '审批意见', en: 'Decision' },
  found: { zh: '现场情况', en: 'On the spot' },
  passed: { zh: '核查结果', en: 'Result' },
  into: { zh: '并入案件', en: 'Merged into' },
  files: { zh: '附件', en: 'Files' },
})

const valueWords = defineWords({
  normal: { zh: '一般', en: 'Normal' },
  urgent: { zh: '紧急', en: 'Urgent' },
  critical: { zh: '特急', en: 'Critical' },
  solved: { zh: '已解决', en: 'Solved' },
  not_ours: { zh: '非本区职责', en: 'Not ours' },
  no_basis: { zh: '无处置依据', en: 'No basis to act' },
  deferred: { zh: '暂缓解决', en: 'Deferred' },
})

type Props = {
  difference: Difference
  standing: Standing
  values: Readonly<Record<string, unknown>>
  isBusy: boolean
  onTake: (field: string, value: unknown) => void
  onSend: () => void
  onEdit: () => void
  onDrop: () => void
}

/** Who did what while a form was being filled in, beside what is in it: nothing typed is lost, nothing of theirs overwritten unseen. */
export function MeanwhilePanel({ difference, standing, values, isBusy, onTake, onSend, onEdit, onDrop }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const names = useFieldNames()
  const box = useRef<HTMLElement>(null)
  const latest = difference.since.at(-1)?.seq
  useEffect(() => {
    if (latest !== undefined) box.current?.focus()
  }, [latest])
  const adopted = Object.keys(difference.adopted).map(names)
  return (
    <section ref={box} className="meanwhile" tabIndex={-1} role="alert" aria-label={w.title}>
      <h4>{w.title}</h4>
      <ul className="meanwhile-since">
        {difference.since.map((event) => {
          const { line, quotes } = tellEvent(event, language)
          return (
            <li key={event.seq}>
              <time dateTime={event.at}>{formatTime(event.at).slice(11)}</time> <strong>{event.byName}</strong>
              {event.byUnit && <span className="quiet"> {event.byUnit}</span>} {line}
              {quotes.length > 0 && <span className="quiet"> “{quotes.join('；')}”</span>}
            </li>
          )
        })}
      </ul>
      {difference.clashes.length > 0 && <Clashes clashes={difference.clashes} onTake={onTake} />}
      {adopted.length > 0 && <p className="quiet">{w.adopted(adopted.join('、'))}</p>}
      {!standing.allowed && (
        <p className="meanwhile-gone">
          {w.gone}
          {standing.refusal ? pick(standing.refusal) : w.goneByStage}
        </p>
      )}
      <p className="quiet">{w.kept}</p>
      <div className="form-actions">
        {standing.allowed ? (
          <>
            <Button type="primary" onClick={onSend} loading={isBusy}>
              {w.goOn}
            </Button>
            <Button onClick={onEdit}>{w.edit}</Button>
          </>
        ) : (
          <CopyMine values={values} />
        )}
        <Button onClick={onDrop}>{w.drop}</Button>
      </div>
    </section>
  )
}

function useFieldNames(): (field: string) => string {
  const f = useWords(fieldWords)
  return (field) => (Object.hasOwn(f, field) ? String(f[field as keyof typeof f]) : field)
}

type ClashesProps = { clashes: readonly Clash[]; onTake: Props['onTake'] }

function Clashes({ clashes, onTake }: ClashesProps) {
  const w = useWords(words)
  const names = useFieldNames()
  const show = useShown()
  return (
    <ul className="meanwhile-clashes">
      {clashes.map(({ field, before, theirs, mine, byName }) => (
        <li key={field}>
          <p className="meanwhile-field">
            <strong>{names(field)}</strong>
            <Button size="small" aria-label={w.takeField(names(field))} onClick={() => onTake(field, theirs)}>
              {w.take}
            </Button>
          </p>
          <dl className="facts">
            {before !== undefined && (
              <>
                <dt>{w.before}</dt>
                <dd className="quiet">{show(field, before)}</dd>
              </>
            )}
            <dt>{w.theirs(byName)}</dt>
            <dd>
              <ins>{show(field, theirs)}</ins>
            </dd>
            <dt>{w.mine}</dt>
            <dd>
              <mark>{show(field, mine)}</mark>
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** A value of a form in words. */
function useShown(): (field: string, value: unknown) => string {
  const w = useWords(words)
  const v = useWords(valueWords)
  const language = useLanguage()
  const units = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 }).data?.items ?? []
  const unitName = (id: unknown) => units.find(({ unitId }) => unitId === id)?.name ?? String(id)
  const shown = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') return w.nothing
    if (typeof value === 'boolean') return value ? w.yes : w.no
    if (field === 'files') return w.files((value as unknown[]).length)
    if (field === 'unitId') return unitName(value)
    if (field === 'coUnitIds') return (value as unknown[]).map(unitName).join('、') || w.nothing
    if (field === 'limit') return formatLimit(value as Limit, language)
    if (typeof value === 'object') return ofObject(value as Record<string, unknown>) || w.nothing
    return Object.hasOwn(v, String(value)) ? String(v[String(value) as keyof typeof v]) : String(value)
  }
  return shown
}

/** What of a place or a category tells two of them apart. */
function ofObject({ text, name, code, point }: Record<string, unknown>): string {
  const at = point as { lon?: number; lat?: number } | null | undefined
  const where = at?.lon === undefined || at.lat === undefined ? '' : `${at.lon.toFixed(5)}, ${at.lat.toFixed(5)}`
  return [text, name, code, where].filter(Boolean).join(' ')
}

function CopyMine({ values }: { values: Props['values'] }) {
  const w = useWords(words)
  const names = useFieldNames()
  const show = useShown()
  const [isCopied, setCopied] = useState(false)
  // The clipboard is closed to pages on plain http; there the form itself still shows what was written.
  if (!('clipboard' in navigator)) return null
  const text = Object.entries(values)
    .filter(([field, value]) => field !== 'seen' && value !== undefined && value !== '')
    .map(([field, value]) => `${names(field)}：${show(field, value)}`)
    .join('\n')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    )
  return <Button onClick={copy}>{isCopied ? w.copied : w.copy}</Button>
}
