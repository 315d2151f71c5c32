import { totalmem } from 'node:os'

export type ServerSettings = { port: number; socketDir: string | undefined }

const mega = 1024 * 1024

/**
 * The settings file of the embedded server, written anew at every start. Sized by the machine's memory, which it shares
 * with the application. Errors stay out of the server's log: their text may quote a citizen's data.
 */
export function renderSettings({ port, socketDir }: ServerSettings, memory = totalmem()): string {
  const part = (divisor: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, memory / mega / divisor)))}MB`
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketDir ?? '',
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: part(24, 128, 1024),
    effective_cache_size: part(4, 512, 8192),
    work_mem: '16MB',
    maintenance_work_mem: part(64, 64, 512),
    max_parallel_workers_per_gather: 1,
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    min_wal_size: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    autovacuum_vacuum_scale_factor: '0.1',
    autovacuum_analyze_scale_factor: '0.05',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quote(`${value}`)}`)
  return `# Written at every start; lasting changes belong in local.conf beside this file.\n${lines.join('\n')}\n`
}

/** A value as postgresql.conf wants it. */
export const quote = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
