import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildScreensOnce } from '#server/screens-build.ts'
import { listFronts } from './run/plan.ts'
import { root } from './tree/source.ts'

// `npm run dev [front…]`: the server restarts when its files change, the screens named (the console, if none) are rebuilt.
const asked = process.argv.slice(2)
const fronts = listFronts().filter((front) => (asked.length > 0 ? asked : ['console']).includes(front.slice(4)))
const vite = join(root, 'node_modules/vite/bin/vite.js')

// Once and before the rest: the server and a watcher that both built a front would write one folder at the same time.
// What cannot be built is told again by the server, which then waits for a repair.
await buildScreensOnce((line) => console.log(line)).catch(() => undefined)

const commands = [
  ['--disable-warning=ExperimentalWarning', '--watch', 'server/main.ts'],
  ...fronts.map((front) => [vite, 'build', '--watch', front]),
]
const children = commands.map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }))

let ending = false
function end(signal: NodeJS.Signals): void {
  if (ending) return
  ending = true
  for (const child of children) child.kill(signal)
}
process.on('SIGINT', () => end('SIGINT'))
process.on('SIGTERM', () => end('SIGTERM'))

const codes = await Promise.all(
  children.map(
    (child) =>
      new Promise<number>((done) => {
        child.once('exit', (code) => {
          end('SIGTERM')
          done(code ?? 0)
        })
      }),
  ),
)
process.exit(Math.max(...codes))
