import { useQuery } from '@tanstack/react-query'
import { listAccessTokens } from '#analyse/token/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { IssueForm } from './issue-form.tsx'
import { TokenTable } from './token-table.tsx'
import './tokens.css'
import { words } from './words.ts'

/** Tokens for map programs: one's own to create and revoke, everybody's to revoke for the security administrator. */
export function TokensPage() {
  const w = useWords(words)
  const me = useMe()
  const { data, error, refetch } = useQuery(ask(listAccessTokens, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={8} />
  const changed = () => void refetch()
  const mayIssue = may(me, 'token.issue')
  const isOverseer = me?.permissions['token.read'] === 'district'
  return (
    <section className="list-page tokens" aria-labelledby="tokens-title">
      <header className="list-head">
        <h1 id="tokens-title">{w.title}</h1>
        <p className="quiet">{w.lead}</p>
      </header>
      {mayIssue && <IssueForm onDone={changed} />}
      <section className="tokens-part" aria-labelledby="tokens-list">
        <h2 id="tokens-list">{isOverseer ? w.all : w.mine}</h2>
        {data.items.length === 0 && <Nothing title={w.none}>{mayIssue ? w.noneHint : w.noneOverseen}</Nothing>}
        {data.items.length > 0 && <TokenTable items={data.items} isOverseer={isOverseer} onDone={changed} />}
      </section>
    </section>
  )
}
