/** One step into a document: a member by name, an item by number, or the item whose member has a value. */
type Step = { name: string } | { index: number } | { member: string; value: string }

/** A path into a JSON document, such as `services[service_id=Battery].properties.level` or `data[0].v`. */
export type Path = readonly Step[]

/** How long a path may be, in characters and in steps. */
export const longestPath = 200
const mostSteps = 16

const stepPattern = /(?:^|\.)([^.[\]]+)|\[(\d{1,6})\]|\[([^=\]]+)=([^\]]*)\]/gy

/** A path as its steps, or undefined where the text is none. */
export function pathOf(text: string): Path | undefined {
  if (text.length === 0 || text.length > longestPath) return undefined
  const steps: Step[] = []
  stepPattern.lastIndex = 0
  while (stepPattern.lastIndex < text.length) {
    const found = stepPattern.exec(text)
    if (!found || steps.length === mostSteps) return undefined
    const [, name, index, member, value] = found
    if (name !== undefined) steps.push({ name })
    else if (index !== undefined) steps.push({ index: Number(index) })
    else steps.push({ member: member!, value: value! })
  }
  return steps
}

/** What a path leads to in a document, or undefined. Only what the document itself has is found. */
export function at(document: unknown, path: Path): unknown {
  let here = document
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined
    if ('name' in step) here = own(here, step.name)
    else if (!Array.isArray(here)) return undefined
    else if ('index' in step) here = here[step.index]
    else here = here.find((one: unknown) => isObject(one) && String(own(one, step.member)) === step.value)
  }
  return here
}

/** Whether a value is an object with members, and no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (from: object, name: string): unknown =>
  Object.hasOwn(from, name) ? (from as Readonly<Record<string, unknown>>)[name] : undefined
