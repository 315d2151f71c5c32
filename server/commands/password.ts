import type { Readable, Writable } from 'node:stream'
import { makePassword } from '#kernel/auth/password.ts'

type Input = Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }

/** The password somebody gives on standard input — hidden where that is a terminal — or a new one, when none is given. */
export async function choosePassword(
  given: boolean,
  input: Input,
  screen: Pick<Writable, 'write'>,
): Promise<{ text: string; made: boolean }> {
  if (!given) return { text: makePassword(), made: true }
  if (input.isTTY !== true) return { text: await firstLine(input), made: false }
  screen.write('口令 password: ')
  input.setRawMode?.(true)
  try {
    return { text: await typedLine(input), made: false }
  } finally {
    input.setRawMode?.(false)
    input.pause()
    screen.write('\n')
  }
}

async function firstLine(input: Input): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of input) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces).toString('utf8').split(/\r?\n/)[0] ?? ''
}

/** Keys as a raw terminal sends them: enter ends, backspace takes back, Ctrl-C interrupts. */
async function typedLine(input: Input): Promise<string> {
  let text = ''
  for await (const piece of input)
    for (const key of String(piece)) {
      if (key === '\r' || key === '\n' || key === '\u0004') return text
      if (key === '\u0003') process.kill(process.pid, 'SIGINT')
      else if (key === '\u007f' || key === '\b') text = [...text].slice(0, -1).join('')
      else text += key
    }
  return text
}
