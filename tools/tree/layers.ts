/** Who may import whom: the table of ARCHITECTURE.md as a pure decision about two paths. */

const capabilities = new Set(['sense', 'analyse', 'serve', 'command', 'supervise'])

const doors = new Set(['contract.ts', 'port.ts', 'industry.ts', 'problems.ts'])

// Nouns of the city that travel everywhere and have no door of their own.
const sharedNouns = new Set(['city/facts.ts', 'city/place/frame.ts'])

/** A part of the tree that is private to itself: a top folder, one industry, one front. */
type Zone = { kind: string; name: string }

export function zoneOf(path: string): Zone {
  const [top = '', second = '', third = ''] = path.split('/')
  if (top === 'industry') {
    const name = `industry/${second}`
    return third === 'web' ? { kind: 'industry-web', name } : { kind: 'industry', name }
  }
  if (top === 'web') return { kind: second === 'kit' ? 'kit' : 'front', name: `web/${second}` }
  return { kind: capabilities.has(top) ? 'capability' : top, name: top }
}

export const isTest = (path: string): boolean => /\.(test|e2e)\.tsx?$/.test(path)

const isForTests = (path: string): boolean => isTest(path) || path.includes('/testing/') || path.startsWith('bench/')

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * Why `from` may not import `to`, or undefined when it may. `openToScreens` holds the contracts and whatever pure
 * modules they themselves are made of.
 */
export function refusal(from: string, to: string, openToScreens: ReadonlySet<string>): string | undefined {
  const [here, there] = [zoneOf(from), zoneOf(to)]
  if (isTest(to)) return 'nobody imports a test'
  if (here.kind === 'tools' || here.kind === 'bench') return undefined
  if (isForTests(to) && !isForTests(from)) return `${to} exists for tests only`
  if (here.name === there.name && here.kind === there.kind) return undefined
  if (isForTests(from)) return refusalOfTest(here, there)
  if (here.kind === 'server') return undefined
  if (there.kind === 'server') return 'nobody imports server'
  return refusalByTable(here, there, to, openToScreens)
}

// A test may reach for anything it needs, the server included, but not into a sibling that its folder may not know.
function refusalOfTest(here: Zone, there: Zone): string | undefined {
  if (here.kind === 'capability' && there.kind === 'capability') return `${here.name} may not know ${there.name}`
  if (here.kind === 'industry' && there.kind === 'industry') return `${here.name} may not know ${there.name}`
  if (here.kind === 'front' && there.kind === 'front') return `${here.name} may not know ${there.name}`
  return undefined
}

function refusalByTable(here: Zone, there: Zone, to: string, openToScreens: ReadonlySet<string>): string | undefined {
  const name = fileName(to)
  switch (here.kind) {
    case 'kernel':
      return 'kernel imports nothing of ours'
    case 'city':
      return there.kind === 'kernel' ? undefined : 'city may import kernel only'
    case 'cities':
    case 'capability':
      if (there.kind === 'kernel' || there.kind === 'city') return undefined
      return `${here.name} may import kernel and city only`
    case 'industry':
      if (there.kind === 'kernel') return undefined
      if (there.kind === 'city' && (doors.has(name) || sharedNouns.has(to))) return undefined
      if (there.kind === 'capability' && name === 'port.ts') return undefined
      return "an industry may import kernel, the doors of city (contract, port, industry, problems, facts, frame) and a capability's port.ts"
    case 'industry-web':
      if (there.kind === 'kit' || (there.name === here.name && openToScreens.has(to))) return undefined
      return "an industry's screens may import web/kit and their own contract.ts"
    case 'kit':
      return openToScreens.has(to) ? undefined : 'web/kit may import contract.ts files and what those are made of'
    case 'front':
      if (there.kind === 'kit' || name === 'contract.ts') return undefined
      return 'a front may import web/kit and contract.ts files only'
    default:
      return `${here.name} has no line in the import table`
  }
}
