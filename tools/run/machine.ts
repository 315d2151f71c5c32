import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { execute, failed, type Outcome, passed, skipped } from './steps.ts'

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** The browser for the screens' tests: `$CHROMIUM_PATH`, else Chromium or Chrome on the path. */
export function findBrowser(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  return ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== undefined)
}

const hasChineseFont = (): boolean =>
  existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') ||
  spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0

/** Installs the browser and the Chinese font when they are absent and this user may; otherwise says what to install. */
export async function prepareMachine(signal: AbortSignal): Promise<Outcome> {
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (missing.length === 0) return passed()
  const prefix = packagePrefix()
  if (!prefix) return cannot(missing, '无权安装 / not permitted to install')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const [command = '', ...rest] = [...prefix, 'apt-get', '-qq']
  const log = 'install'
  const update = await execute([...rest, 'update'], { signal, log, env, command })
  if (update.code !== 0) return cannot(missing, update.output.trim().split('\n').at(-1) ?? '')
  const add = ['install', '-y', '--no-install-recommends', ...missing]
  const install = await execute([...rest, ...add], { signal, log, env, command })
  if (install.code !== 0) return cannot(missing, install.output.trim().split('\n').at(-1) ?? '')
  return passed(`已安装 / installed: ${missing.join(' ')}`)
}

function packagePrefix(): string[] | undefined {
  if (!onPath('apt-get')) return undefined
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined
}

// On a developer's machine the screens are then left untested; in CI that would be a silent hole.
function cannot(missing: readonly string[], why: string): Outcome {
  const sentence = `界面测试需要 ${missing.join('、')}，请先安装（${why}） / the screens' tests need ${missing.join(' ')}; install them first (${why})`
  return process.env.CI === 'true' ? failed(sentence) : skipped(sentence)
}
