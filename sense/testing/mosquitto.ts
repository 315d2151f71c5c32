import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Why Mosquitto cannot be asked here, or undefined: Debian has it as `mosquitto` and `mosquitto-clients`. */
export function withoutMosquitto(): string | undefined {
  const programs = ['mosquitto', 'mosquitto_pub', 'mosquitto_sub']
  const missing = programs.filter((name) => spawnSync(name, ['--help']).error !== undefined)
  return missing.length > 0 ? `${missing.join(', ')} not installed` : undefined
}

/** A broker of somebody else on a port of its own, that lets anybody in. */
export async function startMosquitto(port: number): Promise<{ stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-mosquitto-'))
  const path = join(folder, 'mosquitto.conf')
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'max_queued_messages 0',
    'max_inflight_messages 0',
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  const broker = spawn('mosquitto', ['-c', path], { stdio: 'ignore' })
  const ended = new Promise<void>((done) => broker.once('exit', () => done()))
  for (let tries = 0; tries < 50 && !(await isOpen(port)); tries++) await pause(100)
  return {
    async stop() {
      broker.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })

/** Publishes one message as a foreign client does, and gives how it ended and what it said. */
export function mosquittoPub(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const client = spawn('mosquitto_pub', args)
    let said = ''
    client.stderr.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
    client.once('exit', (code) => done({ code, said }))
  })
}
