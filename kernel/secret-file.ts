import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from './config.ts'

/** A secret of the installation for one use, made once and kept beside the data with access for its owner only. */
export function installationSecret(dataDir: string, use: 'session' | 'data'): Secret {
  const path = join(dataDir, `${use}-secret`)
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      // Linked whole into place, so that nobody ever reads half a secret.
      linkSync(draft, path)
    } catch (error) {
      // Another process of the same installation was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  return new Secret(readFileSync(path, 'utf8').trim())
}
