import { Problem } from '#kernel/problem.ts'
import { postgresProblems } from './problems.ts'

type Context = { folder: string; port: number }

// PostgreSQL runs with LC_ALL=C, so its messages are the untranslated ones.
const signs: readonly [pattern: RegExp, problem: (hit: RegExpMatchArray, at: Context) => Problem][] = [
  [/No space left on device|disk full/i, (_, at) => postgresProblems.database_disk_full({ folder: at.folder })],
  [/could not bind|Address already in use/i, (_, at) => postgresProblems.database_port_in_use({ port: at.port })],
  [
    /error while loading shared libraries: (\S+?):/,
    (hit) => postgresProblems.database_library_missing({ library: hit[1] ?? '' }),
  ],
  [
    /invalid locale name "?([^"\n]*)"?|locale .* not recognized/i,
    (hit) => postgresProblems.database_locale_missing({ locale: hit[1] ?? 'C' }),
  ],
  [
    /Permission denied|Read-only file system|has wrong ownership/i,
    (_, at) => postgresProblems.database_folder_not_writable({ folder: at.folder }),
  ],
]

/** The sentence for what initdb or postgres printed before it gave up. */
export function problemFromOutput(output: string, at: Context): Problem {
  for (const [pattern, problem] of signs) {
    const hit = output.match(pattern)
    if (hit) return problem(hit, at)
  }
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const reason = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'no output'
  return postgresProblems.database_start_failed({ folder: at.folder, reason: reason.trim() })
}

/** The sentence for a failed file operation in `folder`; anything unexpected passes through as the bug it is. */
export function problemFromSystem(error: unknown, folder: string): unknown {
  if (error instanceof Problem) return error
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') return postgresProblems.database_disk_full({ folder })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return postgresProblems.database_folder_not_writable({ folder })
  }
  return error
}
