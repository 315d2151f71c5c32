import { readFileSync } from 'node:fs'

/**
 * Tells one process from a later one that got the same number: pid, start time in ticks since boot, boot id.
 * Where there is no /proc the mark is the pid alone.
 */
export function markOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  if (process.platform !== 'linux') return `${pid}`
  try {
    // The command name in brackets may contain anything, so fields are counted after its end; the 20th is the start.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${pid} ${fields[19]} ${boot}`
  } catch {
    return undefined
  }
}

/** Whether the process that left this mark still runs. */
export function isAlive(mark: string): boolean {
  const pid = Number.parseInt(mark, 10)
  return pid > 0 && markOf(pid) === mark
}

export const ownMark = (): string => markOf(process.pid) ?? `${process.pid}`

export const pidOf = (mark: string): number => Number.parseInt(mark, 10)
