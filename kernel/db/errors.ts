import { kernelProblems } from '../problems.ts'

type PostgresError = Error & { code?: string; constraint?: string; routine?: string }

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
  'EAI_AGAIN',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

const connectionLostWords = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
]

// A zero character, or a number or an instant out of range: input of the right shape that PostgreSQL cannot hold.
const unstorable = new Set(['22021', '22P05', '22003', '22008', '22009'])

/** The one place where what PostgreSQL says becomes what we say; anything unknown is passed on as a bug. */
export function asProblem(error: unknown): unknown {
  const { code, constraint = '', message = '', routine = '' } = error as PostgresError
  if (code === '23505') return kernelProblems.already_exists({ constraint })
  if (code === '23503') return kernelProblems.reference_missing({ constraint })
  if (code === '23514' || code === '23P01' || code === '23502')
    return kernelProblems.rule_broken({ constraint: constraint || message })
  if (code !== undefined && unstorable.has(code)) return kernelProblems.bad_input()
  // Half a surrogate pair is legal in JSON and not in jsonb; the routine alone tells it from a mistyped cast of ours.
  if (code === '22P02' && routine.startsWith('json_')) return kernelProblems.bad_input()
  if (code === '40001' || code === '40P01' || code === '55P03') return kernelProblems.conflict()
  if (code !== undefined && connectionLost.has(code)) return kernelProblems.database_unavailable()
  if (connectionLostWords.some((words) => message.startsWith(words))) return kernelProblems.database_unavailable()
  return error
}
