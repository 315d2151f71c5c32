import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { findBrowser } from '#tools/run/machine.ts'
import { type Check, ill, optional, well } from './check.ts'

const wantedNode = 24
const leastDisk = 2 * 1024 ** 3

/** What the machine itself must give: Node, a folder to write, room, Chinese words and dates; and what it may. */
export const machineChecks = (dataDir: string): Check[] => [
  nodeCheck(process.versions.node),
  folderCheck(dataDir),
  diskCheck(dataDir),
  localeCheck(),
  fontCheck(),
  browserCheck(),
]

export function nodeCheck(version: string): Check {
  if (Number(version.split('.')[0]) >= wantedNode) return well(`Node ${version}`, `Node ${version}`)
  return ill(`Node ${version}，需要 ${wantedNode} 或更高`, `Node ${version}; ${wantedNode} or later is needed`)
}

/** The folder, or the nearest one above it that exists: there it would be made. */
const standing = (folder: string): string => (existsSync(folder) ? folder : standing(dirname(folder)))

export function folderCheck(dataDir: string): Check {
  const folder = standing(dataDir)
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    return ill(`数据目录 ${folder} 不可写`, `the data folder ${folder} is not writable`)
  }
  if (folder === dataDir) return well(`数据目录 ${dataDir} 可写`, `the data folder ${dataDir} is writable`)
  return well(`数据目录 ${dataDir} 尚未建立，可以建立`, `the data folder ${dataDir} can be made`)
}

function diskCheck(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(standing(dataDir))
  const free = bavail * bsize
  const words = `${(free / 1024 ** 3).toFixed(1)} GB`
  if (free >= leastDisk) return well(`可用空间 ${words}`, `${words} of disk are free`)
  return ill(`可用空间仅 ${words}，至少需要 2 GB`, `only ${words} of disk are free; 2 GB are needed`)
}

function localeCheck(): Check {
  const { locale } = new Intl.DateTimeFormat('zh-CN').resolvedOptions()
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date('2026-01-01T17:00:00Z'))
  if (locale.startsWith('zh') && shown === '2026-01-02')
    return well('中文区域与时区数据齐全', 'Chinese and time zones are known')
  return ill('Node 缺少中文区域或时区数据', 'this Node lacks Chinese or time zones')
}

function fontCheck(): Check {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8', timeout: 5_000 })
  const fonts = status === 0 ? stdout.split('\n').filter(Boolean).length : 0
  if (fonts > 0) return well(`中文字体 ${fonts} 种`, `${fonts} Chinese fonts`)
  return optional('本机没有中文字体，只影响在本机截图', 'no Chinese font here; only screenshots made here need one')
}

function browserCheck(): Check {
  const found = findBrowser()
  if (found) return well(`浏览器 ${found}`, `browser ${found}`)
  return optional('本机没有 Chromium，只影响界面测试', 'no Chromium here; only tests of the screens need one')
}
