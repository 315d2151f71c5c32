import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { getRuleSet, listRuleDrafts, listRuleSets, openRuleDraft, type Rule } from '#command/rule/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay, formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { DiffPanel } from './diff-panel.tsx'
import { DraftEditor } from './draft-editor.tsx'
import { RuleList } from './rule-list.tsx'
import './rules.css'
import { TryPanel } from './try-panel.tsx'
import { useVocabulary, type Vocabulary } from './use-vocabulary.ts'
import { words } from './words.ts'

/** Who gets a case, as rules: what is in force, what was, and what is being drafted. */
export function RulesPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const vocabulary = useVocabulary()
  const sets = useQuery(ask(listRuleSets, {}))
  const drafts = useQuery(ask(listRuleDrafts, {}))
  if (sets.error) return <Failure problem={sets.error} onRetry={() => void sets.refetch()} isPage />
  if (!sets.data || !drafts.data) return <Loading />
  const inForce = sets.data.items.find((set) => set.inForce)?.version
  const newest = sets.data.items[0]?.version ?? 0
  const shown = search.draft ? `draft/${search.draft}` : String(search.version ?? inForce ?? newest)
  const open = (value: string) =>
    value.startsWith('draft/')
      ? change({ draft: value.slice(6), version: undefined })
      : change({ draft: undefined, version: value })
  const version = search.draft ? undefined : Number(shown) || undefined
  const options = [
    ...drafts.data.items.map(({ draftId, title }) => ({ value: `draft/${draftId}`, label: `${w.draft}：${title}` })),
    ...sets.data.items.map((set) => ({
      value: String(set.version),
      label: `${w.version(set.version)}${set.inForce ? `（${w.inForce}）` : ''} ${set.title}`,
    })),
  ]
  return (
    <section className="list-page rules-page" aria-labelledby="rules-title">
      <header className="list-head">
        <h1 id="rules-title">{w.title}</h1>
        {options.length > 0 && (
          <Select aria-label={w.which} value={shown} options={options} onChange={open} style={{ inlineSize: 300 }} />
        )}
        {may(me, 'rule.write') && (
          <NewDraft basedOn={version ?? null} onOpened={(draftId) => open(`draft/${draftId}`)} />
        )}
      </header>
      <p className="quiet">{w.first}</p>
      {search.draft ? (
        <DraftEditor
          key={search.draft}
          draftId={search.draft}
          vocabulary={vocabulary}
          inForce={inForce}
          newest={newest}
          onGone={(next) => change({ draft: undefined, version: next === undefined ? undefined : String(next) })}
        />
      ) : version ? (
        <Version version={version} inForce={inForce} vocabulary={vocabulary} />
      ) : (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      )}
    </section>
  )
}

function NewDraft({ basedOn, onOpened }: { basedOn: number | null; onOpened: (draftId: string) => void }) {
  const w = useWords(words)
  const client = useQueryClient()
  const command = useCommand(openRuleDraft)
  const begin = () =>
    command.mutate(
      { body: { title: w.draftTitle(formatDay(Date.now())), basedOn } },
      {
        onSuccess: ({ draftId }) => {
          void client.invalidateQueries({ queryKey: [routeKey(listRuleDrafts)] })
          onOpened(draftId)
        },
      },
    )
  return (
    <Button onClick={begin} loading={command.isPending}>
      {basedOn === null ? w.newDraft : w.newFrom}
    </Button>
  )
}

type VersionProps = { version: number; inForce: number | undefined; vocabulary: Vocabulary }
const none: readonly Rule[] = []

/** A published version: to read, to compare and to try, never to change. */
function Version({ version, inForce, vocabulary }: VersionProps) {
  const w = useWords(words)
  const [selected, setSelected] = useState<string>()
  const { data, error, refetch } = useQuery(ask(getRuleSet, { params: { version } }))
  const isOther = inForce !== undefined && inForce !== version
  const current = useQuery({ ...ask(getRuleSet, { params: { version: inForce ?? 0 } }), enabled: isOther })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <p>
        {w.valid(formatTime(data.validFrom), data.validTo ? formatTime(data.validTo) : '')}
        {'，'}
        {w.signed(data.publishedBy, formatTime(data.publishedAt), data.reason)}
      </p>
      <div className="rule-columns">
        <div className="rule-side">
          {data.rules.length === 0 && <Nothing title={w.noRules} />}
          <RuleList
            rules={data.rules}
            selected={selected}
            unitName={vocabulary.unitName}
            faulty={new Set()}
            onSelect={setSelected}
          />
        </div>
        <div className="rule-main">
          <Chosen rule={data.rules.find(({ id }) => id === selected)} vocabulary={vocabulary} />
          {isOther && (
            <DiffPanel before={current.data?.rules ?? none} after={data.rules} unitName={vocabulary.unitName} />
          )}
          <TryPanel tried={{ version }} rules={data.rules} revision={version} />
        </div>
      </div>
    </>
  )
}

function Chosen({ rule, vocabulary }: { rule: Rule | undefined; vocabulary: Vocabulary }) {
  const w = useWords(words)
  if (!rule) return null
  const people = {
    none: w.personNone,
    on_shift: w.personShift,
    least_load: w.personLoad,
    beat: w.personBeat,
    named: '',
  }
  const { person } = rule
  const named =
    person.by === 'named' ? (vocabulary.people.find(({ personId }) => personId === person.personId)?.name ?? '') : ''
  const facts: readonly (readonly [string, string])[] = [
    [w.unit, vocabulary.unitName(rule.unit)],
    [w.coUnits, rule.coUnits.map(vocabulary.unitName).join('、')],
    [w.person, named || people[rule.person.by]],
    [w.from, rule.from ?? ''],
    [w.to, rule.to ?? ''],
    [w.authority, rule.authority],
  ]
  return (
    <section className="rule-panel" aria-label={rule.title}>
      <h2>{rule.title}</h2>
      <pre className="rule-when">{rule.when}</pre>
      <dl className="detail-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
