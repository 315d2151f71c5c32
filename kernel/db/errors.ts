import { kernelProblems } from '../problems.ts'

type PostgresError = Error & { code?: string; constraint?: string }

const connectionLost = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
])

/** The one place where what PostgreSQL says becomes what we say; anything unknown is passed on as a bug. */
export function asProblem(error: unknown): unknown {
  const { code, constraint = '', message } = error as PostgresError
  if (code === '23505') return kernelProblems.already_exists({ constraint })
  if (code === '23503') return kernelProblems.reference_missing({ constraint })
  if (code === '23514' || code === '23P01' || code === '23502')
    return kernelProblems.rule_broken({ constraint: constraint || message })
  // A zero character or half a surrogate pair: text that PostgreSQL cannot hold.
  if (code === '22021' || code === '22P05') return kernelProblems.bad_input()
  if (code === '40001' || code === '40P01' || code === '55P03') return kernelProblems.conflict()
  if (code !== undefined && connectionLost.has(code)) return kernelProblems.database_unavailable()
  if (
    message === 'Connection terminated unexpectedly' ||
    message?.startsWith('timeout exceeded when trying to connect')
  )
    return kernelProblems.database_unavailable()
  return error
}
