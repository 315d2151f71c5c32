import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { makeRefresher } from '#web/kit/refresher.ts'

/** Whose consoles to open, each with the work lists of its posts. */
export type LiveClients = {
  readonly address: string
  readonly cookies: readonly { readonly cookie: string; readonly lists: readonly string[] }[]
}

/** What all consoles together heard and asked while it was measured. */
export type LiveHeard = {
  changes: number
  counts: number
  notices: number
  asked: number
  slowestMs: number
  broken: number
}

// Started by a benchmark and told by messages: whose consoles, when to begin counting, when to end.
const [{ address, cookies }] = (await once(process, 'message')) as [LiveClients]
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const nothing = (): LiveHeard => ({ changes: 0, counts: 0, notices: 0, asked: 0, slowestMs: 0, broken: 0 })
let heard = nothing()

for (const [at, { cookie, lists }] of cookies.entries()) {
  await openConsole(cookie, lists[at % Math.max(lists.length, 1)] ?? 'open')
  if (at % 20 === 19) await new Promise((done) => setTimeout(done, 100))
}
process.send?.('open')
process.on('message', (word) => {
  if (word === 'begin') heard = nothing()
  else process.send?.(heard)
})

/** One console: its stream, and the list in view, asked again by the rule of the console itself. */
async function openConsole(cookie: string, list: string): Promise<void> {
  let shown = new Set<string>()
  const ask = async () => {
    const began = performance.now()
    const reply = await answerOf(`/api/cases?list=${list}&limit=50`, cookie)
    const { items } = JSON.parse(reply) as { items: { caseId: string }[] }
    shown = new Set(items.map(({ caseId }) => caseId))
    heard.asked += 1
    heard.slowestMs = Math.max(heard.slowestMs, Math.round(performance.now() - began))
  }
  await ask()
  const refresher = makeRefresher(() => void ask().catch(() => (heard.broken += 1)))
  const stream = await open('/api/live', cookie, new Agent())
  stream.setEncoding('utf8')
  let rest = ''
  stream.on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) hear(block)
  })
  stream.on('close', () => (heard.broken += 1))

  function hear(block: string): void {
    const line = block.split('\n').find((each) => each.startsWith('data: '))
    if (!line) return
    const { topic, data } = JSON.parse(line.slice(6)) as { topic: string; data: { caseId?: string } }
    if (topic === 'cases.counted') heard.counts += 1
    if (topic === 'notice.told') heard.notices += 1
    if (topic !== 'case.changed') return
    heard.changes += 1
    refresher.ask(shown.has(data.caseId ?? ''))
  }
}

async function answerOf(path: string, cookie: string): Promise<string> {
  const reply = await open(path, cookie, agent)
  const parts: Buffer[] = []
  for await (const part of reply) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

function open(path: string, cookie: string, by: Agent): Promise<IncomingMessage> {
  return new Promise((opened, failed) => {
    get(`${address}${path}`, { headers: { cookie }, agent: by }, (reply) => {
      if (reply.statusCode === 200) opened(reply)
      else failed(new Error(`${path} answered ${reply.statusCode}`))
    }).once('error', failed)
  })
}
