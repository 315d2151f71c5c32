import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { listReturns } from '#command/return/contract.ts'
import { listRuleDrafts, listRuleSets, openRuleDraft } from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { hoursOf } from './hours.ts'
import { words } from './words.ts'

type Item = ReplyOf<typeof listReturns>['items'][number]

/** One return: who, why, what it cost, where the case went, and who was right. */
export function ReturnRow({ item }: { item: Item }) {
  const w = useWords(words)
  const { caseId, number, categoryName, unitName, returnedAt, byName, reason, ruling } = item
  return (
    <li className="return-row">
      <p className="return-head">
        <Link to="/cases/$id" params={{ id: caseId }}>
          {number}
        </Link>
        <span>{categoryName}</span>
        <span className="quiet">{formatTime(returnedAt)}</span>
      </p>
      <p>
        <strong>{unitName}</strong>
        {`（${byName}）：${reason}`}
      </p>
      <p className="return-facts">
        <span>
          {w.held} {w.hours(hoursOf(item.heldMs))}
        </span>
        <span>
          {w.waited} {w.hours(hoursOf(item.waitedMs))}
        </span>
        {item.nextUnitName && (
          <span>
            {w.went} {item.nextUnitName}
          </span>
        )}
        {item.finalUnitName && (
          <span>
            {w.final} {item.finalUnitName}
          </span>
        )}
      </p>
      <p className="return-facts">
        <Verdict item={item} />
        {item.isOpen && <span className="tag tone-brown">{w.toArbitrate}</span>}
        {ruling && (
          <span>
            {ruling.unitName}：{ruling.reason}（{ruling.byName}）
          </span>
        )}
        {ruling && <MakeRule caseId={caseId} number={number} />}
      </p>
    </li>
  )
}

function Verdict({ item: { right, by } }: { item: Item }) {
  const w = useWords(words)
  if (right === null) return <span className="tag tone-grey">{w.open}</span>
  const how = by === 'arbitration' ? w.byRuling : w.byOutcome
  return (
    <span className={right === 'unit' ? 'tag tone-green' : 'tag tone-red'}>
      {right === 'unit' ? w.right : w.wrong}（{how}）
    </span>
  )
}

/** A decision becomes a draft of the rules in force with this one before all others. */
function MakeRule({ caseId, number }: { caseId: string; number: string }) {
  const w = useWords(words)
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const sets = useQuery({ ...ask(listRuleSets, {}), enabled: may(me, 'rule.write') })
  const command = useCommand(openRuleDraft)
  if (!may(me, 'rule.write')) return null
  const basedOn = sets.data?.items.find(({ inForce }) => inForce)?.version ?? null
  const begin = () =>
    command.mutate(
      { body: { title: w.ruleTitle(number), basedOn, arbitratedCase: caseId } },
      {
        onSuccess: ({ draftId }) => {
          void client.invalidateQueries({ queryKey: [routeKey(listRuleDrafts)] })
          void navigate({ to: '/rules', search: { draft: draftId } })
        },
      },
    )
  return (
    <Button size="small" onClick={begin} loading={command.isPending} disabled={!sets.data}>
      {w.makeRule}
    </Button>
  )
}
