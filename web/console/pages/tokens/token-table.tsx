import { App, Button, Popconfirm } from 'antd'
import { revokeAccessToken, type TokenItem } from '#analyse/token/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { items: readonly TokenItem[]; isOverseer: boolean; onDone: () => void }

/** Tokens in force first, then what has ended. */
export function TokenTable({ items, isOverseer, onDone }: Props) {
  const w = useWords(words)
  const heads = [w.name, ...(isOverseer ? [w.owner] : []), w.may, w.issued, w.until, w.used, w.state]
  return (
    <div className="tokens-scroll">
      <table className="tokens-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.tokenId} item={item} isOverseer={isOverseer} onDone={onDone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ item, isOverseer, onDone }: { item: TokenItem; isOverseer: boolean; onDone: () => void }) {
  const w = useWords(words)
  const reads = [w.cells, ...item.reads.map((each) => w[each])].join('、')
  return (
    <tr className={item.state === 'in_force' ? '' : 'quiet'}>
      <th scope="row">{item.name}</th>
      {isOverseer && <td data-head={w.owner}>{item.personName}</td>}
      <td data-head={w.may}>{reads}</td>
      <td data-head={w.issued}>{formatTime(item.issuedAt)}</td>
      <td data-head={w.until}>{formatTime(item.expiresAt)}</td>
      <td data-head={w.used}>{item.usedAt ? formatTime(item.usedAt) : w.never}</td>
      <td data-head={w.state}>
        <State item={item} onDone={onDone} />
      </td>
    </tr>
  )
}

function State({ item, onDone }: { item: TokenItem; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { message } = App.useApp()
  const command = useCommand(revokeAccessToken)
  const { tokenId, name, state, revokedBy, revokedAt } = item
  if (state === 'revoked') return w.by(revokedBy ?? '', revokedAt ? formatTime(revokedAt) : '')
  if (state === 'expired') return w.expired
  const revoke = () =>
    command.mutate(
      { params: { tokenId } },
      {
        onSuccess: () => {
          void message.success(w.done)
          onDone()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <span className="tokens-state">
      <span className="tag tone-green">{w.in_force}</span>
      {may(me, 'token.revoke') && (
        <Popconfirm
          title={w.revokeSure}
          okText={w.revoke}
          okButtonProps={{ danger: true }}
          cancelText={w.keep}
          onConfirm={revoke}
        >
          <Button size="small" danger aria-label={w.revokeNamed(name)} loading={command.isPending}>
            {w.revoke}
          </Button>
        </Popconfirm>
      )}
    </span>
  )
}
