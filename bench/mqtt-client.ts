import mqtt, { type MqttClient } from 'mqtt'
import { topicOf } from '#sense/gateway/mqtt/topics.ts'

// Devices that publish messages of QoS 1, each with so many on the way, to whoever listens at a port.
const [port = '', devices = '', messages = '', inFlight = '', credential = ''] = process.argv.slice(2)

const clients = await Promise.all(Array.from({ length: Number(devices) }, (_, index) => connected(`bench-${index}`)))
process.send?.({ ready: clients.length })
process.once('message', () => {
  const begin = Date.now() - 3_600_000
  void Promise.all(clients.map((client, index) => publishAll(client, index, begin))).then(() => {
    process.send?.({ told: Number(messages) })
    process.once('message', () => {
      for (const client of clients) client.end(true)
      process.exit(0)
    })
  })
})

async function connected(username: string): Promise<MqttClient> {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port: Number(port),
    username,
    password: credential,
    clientId: username,
    protocolVersion: 4,
    reconnectPeriod: 0,
  })
  await new Promise<void>((done, failed) => {
    client.once('connect', () => done())
    client.once('error', failed)
  })
  return client
}

// Each message has a time of its own.
async function publishAll(client: MqttClient, number: number, begin: number): Promise<void> {
  const topic = topicOf({ kind: 'up', sender: `bench-${number}` })
  const waiting = new Set<Promise<unknown>>()
  for (let index = 0; index < Number(messages) / clients.length; index++) {
    const payload = `{"at":${begin + index * 100},"values":{"level":{"value":${index},"unit":"mm"}}}`
    const told = client.publishAsync(topic, payload, { qos: 1 }).finally(() => waiting.delete(told))
    waiting.add(told)
    if (waiting.size >= Number(inFlight)) await Promise.race(waiting)
  }
  await Promise.all(waiting)
}
