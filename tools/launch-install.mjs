import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Installs the dependencies when they are missing or out of step; returns the sentence of a failure, if any. */
export async function ensureInstalled(root) {
  if (isInStep(root)) return undefined
  const lock = join(root, '.install.lock')
  let told = false
  try {
    while (!tryTake(lock)) {
      if (!told)
        process.stderr.write('另一个进程正在安装依赖，请稍候… / another process is installing the dependencies…\n')
      told = true
      await pause(250)
    }
  } catch (error) {
    return unwritable(root, error)
  }
  try {
    // Whoever held the lock before may have done the work.
    return isInStep(root) ? undefined : await install(root)
  } catch (error) {
    return unwritable(root, error)
  } finally {
    rmSync(lock, { force: true })
  }
}

const stampOf = (root) => join(root, 'node_modules/.yiwang-lock')

function isInStep(root) {
  const lock = read(join(root, 'package-lock.json'))
  const wanted = hashOf(lock ?? read(join(root, 'package.json')) ?? '')
  const stamp = read(stampOf(root))?.trim()
  if (stamp === wanted) return true
  if (!lock || !matchesInstalled(lock, read(join(root, 'node_modules/.package-lock.json')))) return false
  writeStamp(root, wanted)
  return true
}

/** Whether an install made by hand is the locked one. A deliberate install without any development package counts. */
function matchesInstalled(lock, installed) {
  if (!installed) return false
  const have = JSON.parse(installed).packages ?? {}
  const wanted = Object.entries(JSON.parse(lock).packages ?? {}).filter(([path]) => path !== '')
  const withoutDev = wanted.every(([path, entry]) => !entry.dev || !have[path])
  return wanted.every(([path, entry]) => {
    if (have[path]) return have[path].version === entry.version
    return entry.optional || entry.devOptional || entry.peer || entry.link || (entry.dev && withoutDev)
  })
}

async function install(root) {
  const locked = read(join(root, 'package-lock.json')) !== undefined
  const command = locked ? 'ci' : 'install'
  process.stderr.write(`首次运行或依赖有变，正在安装（npm ${command}）… / installing dependencies (npm ${command})…\n`)
  // A half-done install must not be taken for a whole one.
  rmSync(stampOf(root), { force: true })
  rmSync(join(root, 'node_modules/.package-lock.json'), { force: true })
  const { code, output } = await runNpm(root, [command, '--no-audit', '--no-fund', '--include=dev'])
  if (code !== 0) {
    process.stderr.write(output)
    return {
      zh: `依赖安装失败（npm ${command} 退出码 ${code}），原因见上`,
      en: `Installing the dependencies failed (npm ${command} ended with ${code}); the reason is above`,
    }
  }
  writeStamp(root, hashOf(read(join(root, 'package-lock.json')) ?? read(join(root, 'package.json')) ?? ''))
  return undefined
}

function runNpm(root, args) {
  const npm = process.env.npm_execpath
  const viaNode = npm?.endsWith('.js')
  const child = spawn(viaNode ? process.execPath : 'npm', viaNode ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const pass = (signal) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  return new Promise((done) => {
    child.once('error', (error) => done({ code: error.code ?? 1, output: `${error.message}\n` }))
    child.once('close', (code, signal) => done({ code: code ?? signal, output }))
  }).finally(() => process.off('SIGINT', pass).off('SIGTERM', pass))
}

/** True when the lock is ours now. A lock whose process is gone is moved aside and tried for again. */
function tryTake(path) {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, markOf(process.pid) ?? '', { flag: 'wx' })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    clearIfDead(path)
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function clearIfDead(path) {
  const holder = read(path)
  if (holder === undefined || isAlive(holder)) return
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    // Another waiter may have been quicker and the lock moved aside may be a living one: put it back.
    if (isAlive(read(aside) ?? '')) linkSync(aside, path)
  } catch {
    // Somebody else cleared it first.
  } finally {
    rmSync(aside, { force: true })
  }
}

const isAlive = (mark) => Number.parseInt(mark, 10) > 0 && markOf(Number.parseInt(mark, 10)) === mark

/** Pid and, on Linux, start time: tells a process from a later one with the same number. */
function markOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return undefined
  }
  const stat = read(`/proc/${pid}/stat`)
  return stat ? `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}` : `${pid}`
}

// A read-only installation that is in step works without a stamp, only a little slower.
function writeStamp(root, hash) {
  try {
    writeFileSync(stampOf(root), `${hash}\n`)
  } catch {}
}

function unwritable(root, error) {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  return {
    zh: `文件夹 ${root} 不可写，无法安装依赖，请检查其属主和权限`,
    en: `The folder ${root} is not writable, so the dependencies cannot be installed; check its owner and permissions`,
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex')
