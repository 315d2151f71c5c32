import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'fatal'>

/** JSON lines on standard error; personal data has no place here, so only ids, codes and counts are logged. */
export const makeLog = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: ['password', '*.password', 'headers.cookie', 'headers.authorization', 'phone', '*.phone'] },
    },
    pino.destination({ dest: 2, sync: true }),
  )

/** For tests and tools that must stay quiet. */
export const silentLog: Log = makeLog('silent')
