import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type CaseItem, countCases, listCases } from '#city/case/contract.ts'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import './home.css'

const Strip = lazy(() => import('./strip.tsx').then((module) => ({ default: module.Strip })))

const HomeAlarms = lazy(() => import('../alarms/home-alarms.tsx').then((module) => ({ default: module.HomeAlarms })))

const words = defineWords({
  title: { zh: '值班总览', en: 'Overview' },
  lists: { zh: '我的工作列表', en: 'My work lists' },
  late: { zh: (n: number) => `超时 ${n} 件`, en: (n: number) => `${n} late` },
  none: { zh: '无超时', en: 'none late' },
  soon: { zh: '最先到期', en: 'Due first' },
  nothing: { zh: '没有在办案件', en: 'No open cases' },
  nothingHint: { zh: '新的案件会自动出现在这里。', en: 'New cases appear here by themselves.' },
  noLists: { zh: '您的岗位没有案件列表', en: 'Your post has no case lists' },
  noListsHint: { zh: '请从左侧菜单进入您的业务。', en: 'Choose your work from the menu.' },
  noPost: { zh: '您还没有岗位', en: 'You hold no post yet' },
  noPostHint: { zh: '请联系系统管理员为您设置岗位。', en: 'Ask the system administrator for one.' },
  noPlace: { zh: '位置未写明', en: 'Place not given' },
})

export function HomePage() {
  const w = useWords(words)
  const me = useMe()
  const now = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'full', timeZone: 'Asia/Shanghai' }).format(new Date())
  const posts = [...new Set(me.posts.map(({ name }) => name))].join('、')
  const [title, hint] = posts ? [w.noLists, w.noListsHint] : [w.noPost, w.noPostHint]
  return (
    <div className="home">
      <header className="home-head">
        <h1>{w.title}</h1>
        <p className="quiet">{[me.name, posts, now].filter(Boolean).join(' · ')}</p>
      </header>
      {may(me, 'case.read') ? (
        <>
          <Lists />
          {may(me, 'stuck.read') && may(me, 'case.file') && (
            <Suspense>
              <Strip />
            </Suspense>
          )}
          {may(me, 'alarm.read') && (
            <Suspense>
              <HomeAlarms />
            </Suspense>
          )}
          <DueFirst />
        </>
      ) : (
        <Nothing title={title}>{hint}</Nothing>
      )}
    </div>
  )
}

function Lists() {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(countCases, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  return (
    <section aria-label={w.lists}>
      <ul className="home-lists">
        {data.lists.map(({ id, total, late, ...name }) => (
          <li key={id}>
            <Link to="/cases" search={{ list: id }} className={late > 0 ? 'home-list late' : 'home-list'}>
              <span className="home-list-name">{pick(name)}</span>
              <span className={total > 0 ? 'home-list-total' : 'home-list-total zero'}>{total}</span>
              {id === 'late' ? null : late > 0 ? (
                <span className="home-list-late">
                  <Glyph name="late" />
                  {w.late(late)}
                </span>
              ) : (
                <span className="home-list-none">{w.none}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function DueFirst() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(listCases, { query: { list: 'open', sort: 'due', limit: 12 } }))
  return (
    <section className="home-due" aria-labelledby="due-first">
      <h2 id="due-first">{w.soon}</h2>
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={6} />
      ) : data.items.length === 0 ? (
        <Nothing title={w.nothing}>{w.nothingHint}</Nothing>
      ) : (
        <ul>
          {data.items.map((item) => (
            <li key={item.caseId}>
              <DueCase item={item} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function DueCase({ item }: { item: CaseItem }) {
  const w = useWords(words)
  return (
    <Link to="/cases/$id" params={{ id: item.caseId }} className="home-case">
      <ClockBadge item={item} />
      <StageTag stage={item.stage} />
      <span className="home-case-text">
        <span className="clip">{item.description}</span>
        <span className="clip quiet">
          {item.number} · {item.placeText || w.noPlace}
        </span>
      </span>
      <span className="home-case-unit quiet">{item.unitName ?? item.collectorName}</span>
    </Link>
  )
}
