import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemFromOutput, problemFromSystem } from './failures.ts'

const printed: [output: string, code: string][] = [
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'database_disk_full'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'database_port_in_use'],
  [
    'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object',
    'database_library_missing',
  ],
  ['initdb: error: invalid locale name "zh_CN.UTF-8"', 'database_locale_missing'],
  ['initdb: error: could not create directory "/srv/x": Permission denied', 'database_folder_not_writable'],
  ['FATAL:  data directory "/srv/x" has wrong ownership', 'database_folder_not_writable'],
  ['PANIC:  could not locate a valid checkpoint record', 'database_start_failed'],
  ['', 'database_start_failed'],
]

for (const [output, code] of printed) {
  test(`${code} is what “${output.slice(0, 60)}” means`, () => {
    assert.equal(problemFromOutput(output, { folder: '/srv/x', port: 5432 }).code, code)
  })
}

test('the missing library and the last fatal line are named', () => {
  const at = { folder: '/srv/x', port: 5432 }
  assert.match(problemFromOutput(printed[2]?.[0] ?? '', at).zh, /libicuuc\.so\.60/)
  assert.match(problemFromOutput('LOG: a\nPANIC:  broken\nLOG: shut down\n', at).en, /: PANIC: {2}broken$/)
})

test('a full disk and a forbidden folder are told apart; a bug stays a bug', () => {
  const failed = (code: string) => problemFromSystem(Object.assign(new Error(code), { code }), '/srv/x')
  assert.equal((failed('ENOSPC') as { code: string }).code, 'database_disk_full')
  assert.equal((failed('EROFS') as { code: string }).code, 'database_folder_not_writable')
  const bug = new TypeError('x')
  assert.equal(problemFromSystem(bug, '/srv/x'), bug)
})
