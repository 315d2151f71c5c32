import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { issueLink, type LinkItem, listLinks, revokeLink } from '#command/contractor/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'

const words = defineWords({
  title: { zh: '承包单位', en: 'Contractors' },
  intro: {
    zh: '没有账号的承包单位凭链接和手机验证码签收、反馈本案；撤派、回退、结案后链接即失效。',
    en: 'A contractor without an account accepts and reports by link and phone code; the link ends with the dispatch.',
  },
  contractor: { zh: '承包单位名称', en: 'Contractor' },
  phone: { zh: '接收手机号', en: 'Telephone' },
  issue: { zh: '发链接', en: 'Give a link' },
  once: { zh: '链接只显示这一次，请复制发给对方：', en: 'Shown this once; copy it and send it on:' },
  until: { zh: (at: string) => `有效至 ${at}`, en: (at: string) => `until ${at}` },
  opened: { zh: '已打开', en: 'opened' },
  revoke: { zh: '收回', en: 'Withdraw' },
  expired: { zh: '已过期', en: 'expired' },
  revoked: { zh: '已收回', en: 'withdrawn' },
  ended: { zh: '随派遣结束', en: 'ended with the dispatch' },
})

/** The links a unit has given for a case; shown to that unit only. */
export function ContractorPanel({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const isUnit = may(useMe(), 'case.contractor')
  const { data } = useQuery({ ...ask(listLinks, { params: { id: caseId } }), enabled: isUnit })
  if (!isUnit || !data || (!data.canIssue && data.items.length === 0)) return null
  return (
    <section className="panel">
      <h2>{w.title}</h2>
      <p className="quiet">{w.intro}</p>
      <ul className="contractor-links">
        {data.items.map((item) => (
          <LinkRow key={item.linkId} item={item} caseId={caseId} />
        ))}
      </ul>
      {data.canIssue && <IssueForm caseId={caseId} />}
    </section>
  )
}

function LinkRow({ item, caseId }: { item: LinkItem; caseId: string }) {
  const w = useWords(words)
  const client = useQueryClient()
  const command = useCommand(revokeLink)
  const ends: Readonly<Record<string, string>> = { expired: w.expired, revoked: w.revoked }
  const revoke = () =>
    command.mutate(
      { params: { id: caseId, linkId: item.linkId } },
      { onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(listLinks)] }) },
    )
  return (
    <li>
      <span>
        {item.contractor} {item.phoneMasked}
        <br />
        <span className="quiet">
          {item.end ? (ends[item.end] ?? w.ended) : w.until(formatTime(item.validTo))}
          {item.openedAt && ` · ${w.opened}`}
        </span>
      </span>
      {!item.end && (
        <Button size="small" loading={command.isPending} onClick={revoke}>
          {w.revoke}
        </Button>
      )}
    </li>
  )
}

function IssueForm({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const form = useDraft(issueLink.body!, {})
  const command = useCommand(issueLink)
  const [address, setAddress] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { id: caseId }, body },
      {
        onSuccess: (given) => {
          setAddress(new URL(given.address, location.origin).href)
          void client.invalidateQueries({ queryKey: [routeKey(listLinks)] })
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField form={form} name="contractor" label={w.contractor} max={60} />
      <TextField form={form} name="phone" label={w.phone} max={11} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button htmlType="submit" loading={command.isPending}>
          {w.issue}
        </Button>
      </div>
      {address && (
        <div role="status">
          <p>{w.once}</p>
          <Input.TextArea
            readOnly
            aria-label={w.once}
            value={address}
            autoSize
            onFocus={({ target }) => target.select()}
          />
        </div>
      )}
    </form>
  )
}
