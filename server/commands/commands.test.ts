import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { makePassword } from '#kernel/auth/password.ts'
import { oneOf, readArgs, required, UsageError } from './command.ts'
import { folderCheck, machineChecks, nodeCheck } from './doctor-machine.ts'
import { choosePassword } from './password.ts'

const root = join(import.meta.dirname, '..', '..')

function yiwang(...args: string[]): { code: number | null; out: string; err: string } {
  const flags = ['--disable-warning=ExperimentalWarning', 'server/yiwang.ts']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], { cwd: root, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

test('without a command, the commands are listed', () => {
  const { code, out } = yiwang()
  assert.equal(code, 0)
  for (const name of ['district', 'import', 'export', 'user', 'migrate', 'doctor', 'replay'])
    assert.match(out, new RegExp(`  ${name} `))
})

test('an unknown command is one sentence and exit code 2', () => {
  const { code, out, err } = yiwang('dance')
  assert.equal(code, 2)
  assert.equal(out, '')
  assert.equal(err.trim().split('\n').length, 1)
  assert.match(err, /没有命令“dance”.*there is no command “dance”/)
})

for (const name of ['district', 'import', 'export', 'user', 'migrate', 'doctor', 'replay'])
  test(`${name} --help speaks Chinese and English and touches nothing`, () => {
    const { code, out } = yiwang(name, '--help')
    assert.equal(code, 0)
    assert.match(out, /^用法 usage：npm run yiwang -- /)
    assert.match(out, /\p{Script=Han}/u)
    assert.match(out, /[A-Za-z]{4} [a-z]{2}/)
  })

test('a command that lacks what it needs says what, before any database is opened', () => {
  for (const args of [
    ['replay', 'tipdm'],
    ['import', 'cells'],
    ['import', 'trees', 'x'],
    ['export', 'cases'],
    ['user', 'dance'],
    ['district', 'dance'],
    ['district', 'add', '--id', '511799'],
  ])
    assert.equal(yiwang(...args).code, 2, args.join(' '))
})

test('an unknown option is a usage error in both languages', () => {
  assert.throws(
    () => readArgs(['--bogus'], { district: { type: 'string' } }),
    (error: unknown) => error instanceof UsageError && /--bogus/.test(error.zh) && /--bogus/.test(error.en),
  )
  assert.throws(() => required(undefined, 'district'), UsageError)
  assert.throws(() => oneOf('b', ['a'], '种类 kind'), UsageError)
})

test('a password is read from standard input to the end of its first line', async () => {
  const input = Readable.from([Buffer.from('long enough 口令\nsecond')])
  const chosen = await choosePassword(true, input, { write: () => true })
  assert.deepEqual(chosen, { text: 'long enough 口令', made: false })
})

test('on a terminal keys make the password, backspace takes one back and nothing is shown', async () => {
  const said: string[] = []
  const input = Object.assign(Readable.from(['abd', '\u007f', 'c', '\r']), { isTTY: true, setRawMode: () => undefined })
  const chosen = await choosePassword(true, input, { write: (text: string) => said.push(text) > 0 })
  assert.equal(chosen.text, 'abc')
  assert.deepEqual(said, ['口令 password: ', '\n'])
})

test('passwords that are made are long, legible and never the same', () => {
  const made = Array.from({ length: 200 }, makePassword)
  assert.equal(new Set(made).size, 200)
  for (const password of made) assert.match(password, /^[a-hjkmnp-zA-HJKMNP-Z2-9]{16}$/)
})

test('the doctor knows an old Node, a folder that is not there yet, and this machine', () => {
  assert.equal(nodeCheck('20.11.1').state, 'ill')
  assert.equal(nodeCheck('24.0.0').state, 'well')
  assert.match(folderCheck('/tmp/no/such/folder').en, /can be made/)
  for (const { zh, en } of machineChecks('/tmp')) assert.ok(zh !== '' && en !== '')
})
