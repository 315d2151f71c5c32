import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { withDatabase } from './run/database.ts'
import { listFiles, root } from './tree/source.ts'

// `npm run check:without`, or `npm run check:without -- lighting`: deletes each industry's folder from a copy of the tree and looks
// whether the rest stands: types, the rules of the tree, the pages of the schema, and a start on a database that knows the folder.

const known = readdirSync(join(root, 'industry'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

type Ran = { readonly code: number; readonly output: string }

/** A copy of the tree without one industry's folder. */
function copyWithout(id: string): string {
  const copy = mkdtempSync(join(tmpdir(), `yiwang-without-${id}-`))
  for (const path of listFiles('')) {
    if (path.startsWith(`industry/${id}/`)) continue
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'))
  return copy
}

/** Runs Node in a folder until it ends, or until `enough` says that what it printed will do. */
function run(
  cwd: string,
  args: readonly string[],
  { env = {}, enough = () => false }: { env?: Record<string, string>; enough?: (output: string) => boolean } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (enough(output)) child.kill('SIGTERM')
    })
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? 1, output })))
}

const tsc = 'node_modules/typescript/bin/tsc'

type Look = { readonly what: string; readonly isWell: boolean; readonly output: string }

/** Looks at the copy one way after the other, and tells each as it comes. */
async function* looks(copy: string, id: string, url: string): AsyncGenerator<Look> {
  const sound = (what: string, { code, output }: Ran): Look => ({ what, isWell: code === 0, output })
  const test = (...files: string[]) => run(copy, ['--test', ...files], { env: { TEST_DATABASE_URL: '' } })
  const data = mkdtempSync(join(tmpdir(), 'yiwang-without-data-'))
  const env = {
    ...{ DATABASE_URL: url, DATA_DIR: data, DEMO: 'no', HTTP_PORT: String(await freePort()) },
    ...{ JT808_PORT: '0', HJ212_PORT: '0', SL651_PORT: '0', MQTT_PORT: '0' },
  }
  const isReady = (output: string) => output.includes('就绪 ready')
  const isTold = (output: string) => output.includes(`industry/${id} `)
  try {
    const { output: started } = await run(copy, ['server/main.ts', '--roles', 'http,worker'], { env, enough: isReady })
    const isStarted = isReady(started) && (!hasMigrations(id) || isTold(started))
    yield { what: 'start on a database that knows it', isWell: isStarted, output: started }
    const examined = await run(copy, ['server/yiwang.ts', 'doctor'], { env })
    const isWell = !examined.output.includes('数据库比程序新') && (!hasMigrations(id) || isTold(examined.output))
    yield { what: 'doctor', isWell, output: examined.output }
    const back = await run(root, ['server/yiwang.ts', 'migrate'], { env })
    yield { ...sound('back again', back), isWell: back.code === 0 && back.output.includes('nothing to migrate') }
    yield sound('types: server', await run(copy, [tsc, '--noEmit', '-p', 'tsconfig.json']))
    yield sound('types: screens', await run(copy, [tsc, '--noEmit', '-p', 'web/tsconfig.json']))
    yield sound('tree', await test('tools/tree/*.test.ts'))
    yield sound('schema, industries', await test('kernel/db/schema.db.test.ts', 'server/industries/*.test.ts'))
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

// Without tables of its own a folder leaves nothing behind that would have to be told.
const hasMigrations = (id: string): boolean => existsSync(join(root, 'industry', id, 'migrations'))

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const wanted = process.argv.slice(2)
const strange = wanted.filter((id) => !known.includes(id))
if (strange.length > 0) {
  console.error(`没有这个行业目录 / no such industry: ${strange.join(', ')} (${known.join(', ')})`)
  process.exit(2)
}
let failures = 0
for (const id of wanted.length > 0 ? wanted : known)
  await withDatabase(async (url) => {
    const copy = copyWithout(id)
    try {
      for await (const { what, isWell, output } of looks(copy, id, url)) {
        console.log(`${isWell ? '✓' : '✗'} without industry/${id}: ${what}`)
        if (isWell) continue
        failures++
        console.log(output.split('\n').slice(-40).join('\n'))
      }
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
process.exit(failures > 0 ? 1 : 0)
