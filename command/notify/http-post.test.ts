import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, post } from './http-post.ts'
import { PrivateAddress } from './public-address.ts'
import { type Receiver, startReceiver } from './testing/receiver.ts'

const sent = (url: string, more = {}): Promise<Answer> =>
  post({ url, headers: {}, body: '{}', timeoutMs: 2_000, allowPrivate: true, ...more })

async function withReceivers(count: number, story: (...receivers: Receiver[]) => Promise<void>): Promise<void> {
  const receivers = await Promise.all(Array.from({ length: count }, startReceiver))
  try {
    await story(...receivers)
  } finally {
    for (const receiver of receivers) await receiver.close()
  }
}

test('an address of our own network is not reached, however it is written', async () => {
  await withReceivers(1, async (inside) => {
    const { port } = new URL(inside!.url)
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
      await assert.rejects(sent(`http://${host}:${port}/`, { allowPrivate: false }), PrivateAddress, host)
    assert.deepEqual(inside!.received, [])
  })
})

test('a redirect is an answer like any other, and is not followed', async () => {
  await withReceivers(2, async (first, second) => {
    first!.answer = (reply) => reply.writeHead(302, { location: second!.url }).end()
    assert.equal((await sent(first!.url)).status, 302)
    assert.deepEqual(second!.received, [])
  })
})

test('of an answer without end only the beginning is read', async () => {
  await withReceivers(1, async (endless) => {
    endless!.answer = (reply) => {
      reply.writeHead(200)
      const pour = () => {
        while (!reply.destroyed && reply.write('x'.repeat(65_536)));
        reply.once('drain', pour)
      }
      pour()
    }
    const answer = await sent(endless!.url)
    assert.deepEqual([answer.status, answer.body.length], [200, 4096])
  })
})

test('whoever does not answer, or never ends answering, is given up in time', async () => {
  await withReceivers(2, async (silent, dripping) => {
    silent!.answer = () => undefined
    dripping!.answer = (reply) => {
      reply.writeHead(200)
      const drip = setInterval(() => reply.write('.'), 50)
      reply.once('close', () => clearInterval(drip))
    }
    const began = performance.now()
    for (const receiver of [silent, dripping])
      await assert.rejects(sent(receiver!.url, { timeoutMs: 300 }), (error: Error) => /Timeout|Abort/.test(error.name))
    assert.ok(performance.now() - began < 2_000)
  })
})

test('where nobody listens the refusal is told', async () => {
  await assert.rejects(sent('http://127.0.0.1:1/'), { code: 'ECONNREFUSED' })
})
