import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { ProblemError } from './client.ts'
import { defineWords, usePick, useWords } from './language.ts'
import './states.css'

const words = defineWords({
  loading: { zh: '正在载入', en: 'Loading' },
  retry: { zh: '重试', en: 'Try again' },
  requestId: { zh: '请求编号', en: 'Request id' },
  offline: { zh: '网络不通', en: 'No connection' },
  forbidden: { zh: '无权查看', en: 'Not permitted' },
  missing: { zh: '没有找到', en: 'Not found' },
  failed: { zh: '载入失败', en: 'Could not load' },
})

export function Loading({ rows = 4, label }: { rows?: number; label?: string }) {
  const { loading } = useWords(words)
  return (
    <div className="state-loading" role="status" aria-label={label ?? loading}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

/** A place where nothing is, with what to do about it. */
export function Nothing({
  title,
  isPage = false,
  children,
}: {
  title: string
  isPage?: boolean
  children?: ReactNode
}) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="state">
      <EmptyNet />
      <Title className="state-title">{title}</Title>
      {children && <div className="state-hint">{children}</div>}
    </div>
  )
}

const EmptyNet = () => (
  <svg
    width="72"
    height="48"
    viewBox="0 0 72 48"
    fill="none"
    stroke="var(--line-strong)"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    <path d="M4 40h64M12 40V22l14-8 12 7v19M38 40V12l12-6 12 6v28" />
    <path d="M20 40v-9h6v9M46 18h8M46 25h8M46 32h8" />
  </svg>
)

/** Something that could not be shown, in the words of the server, with a way on. */
export function Failure({
  problem,
  onRetry,
  isPage = false,
  children,
}: {
  problem: ProblemError
  onRetry?: () => void
  /** All there is on the page, so that its title is the page’s. */
  isPage?: boolean
  children?: ReactNode
}) {
  const w = useWords(words)
  const pick = usePick()
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="state" role="alert">
      <Title className="state-title">{titleOf(problem, w)}</Title>
      <p className="state-hint">{pick(problem)}</p>
      {problem.requestId && (
        <p className="state-hint">
          {w.requestId} <code>{problem.requestId}</code>
        </p>
      )}
      <div className="state-actions">
        {onRetry && <Button onClick={onRetry}>{w.retry}</Button>}
        {children}
      </div>
    </div>
  )
}

function titleOf(
  { status, code }: ProblemError,
  w: Record<'offline' | 'forbidden' | 'missing' | 'failed', string>,
): string {
  if (code === 'offline') return w.offline
  if (status === 403) return w.forbidden
  return status === 404 ? w.missing : w.failed
}
