import { mkdtempSync, rmdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler'

/** What a document is made from: a template in Typst, and the data it reads as `json("data.json")`. */
export type Document = {
  readonly template: string
  readonly data: unknown
  /** Written into the file as its date, so that printing again gives the same bytes. */
  readonly at: Date
}

/** Sets documents as PDF with real text, tagged, in the fonts that come with the program. */
export type Typesetter = { pdf(document: Document): Buffer }

const require = createRequire(import.meta.url)
// Two weights, 10 MB each and mapped, not read: no font has to be installed on the machine.
const weights = ['400Regular', '700Bold']
const DATA = 'data.json'
/** Results older than this many documents are forgotten. */
const KEPT = 10

/**
 * Opens the typesetter: a template sees its data and nothing else of the machine. Its compiler is made at the first document
 * (some 0.1 s) and a report then takes some 0.05 s, which is short enough to be done where it is asked for.
 */
export function openTypesetter(): Typesetter {
  let opened: { compiler: NodeCompiler; folder: string } | undefined
  return {
    pdf({ template, data, at }) {
      opened ??= open()
      const { compiler, folder } = opened
      compiler.mapShadow(join(folder, DATA), Buffer.from(JSON.stringify(data)))
      try {
        const compiled = compiler.compile({ mainFileContent: template })
        if (!compiled.result) throw faultOf(compiler, compiled.takeError())
        return compiler.pdf(compiled.result, { creationTimestamp: Math.floor(at.getTime() / 1000) })
      } finally {
        compiler.resetShadow()
        compiler.evictCache(KEPT)
      }
    },
  }
}

type Library = typeof import('@myriaddreamin/typst-ts-node-compiler')

function open(): { compiler: NodeCompiler; folder: string } {
  // Loaded with the first document: most processes never print one.
  const { NodeCompiler: compilers } = require('@myriaddreamin/typst-ts-node-compiler') as Library
  // A folder that no longer is: all a template can read is what is put over it.
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-documents-'))
  rmdirSync(folder)
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const fontPaths = weights.map((weight) => join(fonts, weight))
  return { compiler: compilers.create({ workspace: folder, fontArgs: [{ fontPaths }] }), folder }
}

function faultOf(compiler: NodeCompiler, error: NodeError | null): Error {
  const found = error ? compiler.fetchDiagnostics(error) : []
  return new Error(`the template does not compile: ${JSON.stringify(found)}`)
}
