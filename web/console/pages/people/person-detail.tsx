import { useQuery } from '@tanstack/react-query'
import { getAccount } from '#city/person/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { DetailBody } from '#web/kit/drawer/detail-body.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { AccountActs } from './account-acts.tsx'
import { Grants } from './grants.tsx'
import { PostsPart } from './posts-part.tsx'
import { AccountState } from './state-tag.tsx'
import { words } from './words.ts'

export type Person = ReplyOf<typeof getAccount>

/** One person: who it is, how the account stands, which posts are held and how they came and went. */
export function PersonDetail({ personId }: { personId: string }) {
  const query = useQuery(ask(getAccount, { params: { personId } }))
  return (
    <DetailBody query={query}>
      {(person) => (
        <div className="detail">
          <div className="list-head">
            <h2>{person.name}</h2>
            <AccountState state={person.state} />
          </div>
          <Facts person={person} />
          <AccountActs person={person} />
          <PostsPart person={person} />
          <Grants grants={person.grants} />
        </div>
      )}
    </DetailBody>
  )
}

function Facts({ person }: { person: Person }) {
  const w = useWords(words)
  const { username, unitName, phoneMasked, lastSignInAt, sessions, inHand } = person
  const facts = [
    [w.username, username ?? '—'],
    [w.home, unitName ?? '—'],
    [w.phone, phoneMasked || '—'],
    [w.lastSignIn, lastSignInAt ? formatTime(lastSignInAt) : w.never],
    [w.sessions, w.sessionCount(sessions)],
    [w.inHand, w.inHandText(inHand.tasks, inHand.beats)],
  ] as const
  return (
    <dl className="detail-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
