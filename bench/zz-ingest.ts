import { run } from './ingest.ts'

console.log(await run())
process.exit(0)
