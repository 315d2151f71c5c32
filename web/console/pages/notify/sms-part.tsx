import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber } from 'antd'
import type { FormEvent } from 'react'
import { getSmsSetting, listSms, retrySms, type SmsItem, setSmsSetting } from '#command/notify/sms/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime, shortTime, useNow } from '#web/kit/time.ts'
import { StateTag } from './state-tag.tsx'
import { words } from './words.ts'

/** Whether the district sends text messages, how many a minute, and what became of them. */
export function SmsPart() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getSmsSetting, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <Setting setting={data} />
      <section aria-label={w.smsLog} className="notify-group">
        <h2>{w.smsLog}</h2>
        <Log />
      </section>
    </>
  )
}

function Setting({ setting }: { setting: ReplyOf<typeof getSmsSetting> }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { enabled, toReporters, perMinute } = setting
  const form = useDraft(setSmsSetting.body!, { enabled, toReporters, perMinute })
  const command = useCommand(setSmsSetting)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(getSmsSetting)] }),
        onError: (problem) => void form.refuse(problem),
      },
    )
  }
  return (
    <form className="form notify-card" onSubmit={submit} noValidate>
      <p>
        {w.gateway}：{setting.gateway === 'file' ? w.gatewayFile : w.gatewayHttp}
      </p>
      <Checkbox checked={form.values.enabled ?? false} onChange={({ target }) => form.set('enabled', target.checked)}>
        {w.smsEnabled}
      </Checkbox>
      <Checkbox
        checked={form.values.toReporters ?? false}
        onChange={({ target }) => form.set('toReporters', target.checked)}
      >
        {w.smsReporters}
      </Checkbox>
      <Field form={form} name="perMinute" label={w.perMinute}>
        {(control) => (
          <InputNumber
            {...control}
            min={1}
            max={6000}
            value={form.values.perMinute ?? null}
            onChange={(value) => form.set('perMinute', value ?? undefined)}
          />
        )}
      </Field>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
        <span role="status">{command.isSuccess && w.saved}</span>
      </div>
    </form>
  )
}

function Log() {
  const w = useWords(words)
  const source = useKeyset<SmsItem, typeof listSms>(listSms, { query: {} })
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading />
  if (source.rows.length === 0) return <Nothing title={w.noLog} />
  return (
    <>
      <div className="notify-scroll">
        <table className="notify-table">
          <thead>
            <tr>
              {[w.made, w.phone, w.template, w.count, w.attemptsTitle, w.result, ''].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.rows.map((message) => (
              <Row key={message.smsId} message={message} />
            ))}
          </tbody>
        </table>
      </div>
      {source.hasMore && (
        <Button onClick={source.loadMore} loading={source.isLoadingMore}>
          {w.more}
        </Button>
      )}
    </>
  )
}

function Row({ message }: { message: SmsItem }) {
  const w = useWords(words)
  const client = useQueryClient()
  const now = useNow()
  const language = useLanguage()
  const command = useCommand(retrySms)
  const retry = () =>
    command.mutate(
      { body: { smsIds: [message.smsId] } },
      { onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(listSms)] }) },
    )
  return (
    <tr>
      <td>{formatTime(message.madeAt)}</td>
      <td>{message.phoneMasked}</td>
      <td>
        <code>{message.template}</code>
      </td>
      <td className="end">{message.segments}</td>
      <td className="end">{w.attempts(message.attempts)}</td>
      <td>
        <StateTag state={message.state} />{' '}
        <span className="quiet">
          {message.lastError} {message.state === 'queued' && w.next(shortTime(message.nextAttemptAt, now, language))}
        </span>
      </td>
      <td>
        {message.state === 'dead' && (
          <Button size="small" onClick={retry} loading={command.isPending}>
            {w.retry}
          </Button>
        )}
      </td>
    </tr>
  )
}
