import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

type Contract = { method: string; path: string; bytes?: true }

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value

/**
 * Gives the page the named contracts as bare routes (method, path, bytes). Types still come from the whole contract, but the
 * schemas, which the server checks anyway, would weigh more than the first screen may.
 */
export function routeTables(contracts: readonly string[]): Plugin {
  return {
    name: 'route-tables',
    enforce: 'pre',
    async load(id) {
      if (!contracts.some((contract) => id.endsWith(`/${contract}`))) return undefined
      const module: Record<string, unknown> = await import(pathToFileURL(id).href)
      const lines = Object.entries(module).flatMap(([name, value]) =>
        isContract(value)
          ? [`export const ${name} = ${JSON.stringify({ method: value.method, path: value.path, bytes: value.bytes })}`]
          : [],
      )
      return { code: lines.join('\n'), moduleSideEffects: false }
    },
  }
}
