import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sheets } from '#web/kit/tokens.ts'

const kit = join(import.meta.dirname, '..', 'web', 'kit')

for (const [name, text] of Object.entries(sheets)) writeFileSync(join(kit, name), text)
