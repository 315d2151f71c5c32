// Starts a script of the repository under Node 24, on machines that only have Node 20, installing dependencies first
// when they are missing or out of step. Plain JavaScript without imports of its own: nothing is installed yet.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './launch-install.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const wantedMajor = 24

/** Ends the program with one sentence in both languages. */
function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
  process.exit(1)
}

/** The Node that came with the dependencies, else the running one when it is new enough. */
function findNodes() {
  const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  const running = Number(process.versions.node.split('.')[0]) >= wantedMajor ? [process.execPath] : []
  return existsSync(packaged) ? [packaged, ...running] : running
}

function start(nodes, args) {
  const [node, ...others] = nodes
  if (!node) {
    fail(
      `需要 Node ${wantedMajor}：没有适用于 ${process.platform}-${process.arch} 的内置版本，当前为 ${process.version}，请安装 Node ${wantedMajor} 后重试`,
      `Node ${wantedMajor} is needed: none is packaged for ${process.platform}-${process.arch} and this is ${process.version}; install Node ${wantedMajor} and try again`,
    )
  }
  const flags = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('./launch-child.mjs', import.meta.url).href,
  ]
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    YIWANG_LAUNCHER: `${process.pid}`,
    // What was compiled once is read next time: a start takes half the processor, and so does each of a thousand tests.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/compiled'),
  }
  // Its own session: a Ctrl-C reaches npm, this process and the child alike, and the child must hear it once.
  const child = spawn(node, [...flags, ...args], { cwd: root, env, stdio: 'inherit', detached: true })
  child.once('error', (error) => {
    if (others.length > 0) return start(others, args)
    fail(`无法运行 ${node}：${error.message}`, `Cannot run ${node}: ${error.message}`)
  })
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
  forwardOnce(child)
}

/** A terminal and npm may both pass on the same signal; a closing terminal counts as a request to end. */
function forwardOnce(child) {
  const sent = new Set()
  for (const [signal, meaning] of [
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGHUP', 'SIGTERM'],
  ]) {
    process.on(signal, () => {
      if (sent.has(meaning)) return
      sent.add(meaning)
      child.kill(meaning)
    })
  }
}

const [script, ...args] = process.argv.slice(2)
if (!script) fail('用法：node tools/launch.mjs <脚本> [参数…]', 'Usage: node tools/launch.mjs <script> [arguments…]')
process.chdir(root)
const problem = await ensureInstalled(root)
if (problem) fail(problem.zh, problem.en)
if (!existsSync(join(root, script))) fail(`找不到脚本 ${script}`, `There is no script ${script}`)
start(findNodes(), [script, ...args])
