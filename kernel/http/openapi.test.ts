import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { listProblems } from '../problem.ts'
import { defineRoute, Id, type RouteContract } from './contract.ts'
import { openApi } from './openapi.ts'

type Operation = {
  operationId: string
  security: unknown[]
  parameters: { name: string; in: string; required: boolean; schema: unknown }[]
  requestBody?: { required: boolean; content: Record<string, { schema: { properties?: object; required?: string[] } }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> }
}

const words = { zh: '路灯', en: 'Lamp' }

const lampRoutes = [
  defineRoute({
    method: 'GET',
    path: '/lamps/:lampId',
    tag: '灯',
    summary: words,
    access: 'public',
    params: z.object({ lampId: Id }),
    query: z.object({ zoom: z.coerce.number().default(1), words: z.string() }),
    reply: z.object({ lit: z.boolean() }),
  }),
  defineRoute({
    method: 'POST',
    path: '/lamps/:lampId',
    tag: '灯',
    summary: words,
    access: 'lamp.light',
    params: z.object({ lampId: Id }),
    body: z.strictObject({ lit: z.boolean(), note: z.string().optional() }),
    reply: z.null(),
    problems: ['not_found', 'conflict'],
  }),
  defineRoute({
    method: 'PUT',
    path: '/lamps/:lampId/photo',
    tag: '灯',
    summary: words,
    access: 'signed-in',
    bytes: true,
    outsideLedger: true,
    params: z.object({ lampId: Id }),
    reply: z.null(),
  }),
] as const

const documentOf = (contracts: readonly unknown[]): Document =>
  openApi(contracts as readonly RouteContract[], '9.9.9') as Document

const lamps = documentOf(lampRoutes)
const lamp = (path: string, method: string): Operation => {
  const operation = lamps.paths[path]?.[method]
  assert.ok(operation, `${method} ${path}`)
  return operation
}

test('a question shows its path and query, needs no key, and says that anybody may ask', () => {
  const ask = lamp('/lamps/{lampId}', 'get')
  assert.deepEqual(
    ask.parameters.map((one) => [one.name, one.in, one.required]),
    [
      ['lampId', 'path', true],
      ['zoom', 'query', false],
      ['words', 'query', true],
    ],
  )
  assert.deepEqual(ask.security, [])
  assert.equal(ask.requestBody, undefined)
})

test('a command shows its body, its key, its permission and its problems', () => {
  const command = lamp('/lamps/{lampId}', 'post')
  const key = command.parameters.find((one) => one.name === 'Idempotency-Key')
  assert.equal(key?.required, true)
  assert.deepEqual(command.requestBody?.content['application/json']?.schema.required, ['lit'])
  assert.equal((command as unknown as Record<string, unknown>)['x-permission'], 'lamp.light')
  assert.equal(command.responses.default?.description, 'not_found, conflict')
})

test('an upload shows bytes, and a route outside the ledger needs no key', () => {
  const upload = lamp('/lamps/{lampId}/photo', 'put')
  assert.deepEqual(Object.keys(upload.requestBody?.content ?? {}), ['application/octet-stream'])
  assert.deepEqual(
    upload.parameters.map((one) => one.name),
    ['lampId'],
  )
})

const { allRoutes } = await import('#server/compose.ts')
const { soundIndustries } = await import('#server/industries/discover.ts')
// Contracts are read without being served, so that what serves them may be absent.
const parts = { tiles: '', files: {}, outward: { gateway: {} } }
const contracts = allRoutes({ ...parts, industries: await soundIndustries() } as Parameters<typeof allRoutes>[0]).map(
  (route) => route.contract,
)

// What the server really publishes, as it goes over the wire.
const published = JSON.parse(JSON.stringify(documentOf(contracts))) as Document
const operations = Object.entries(published.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
)

test('the document is OpenAPI 3.1 in its shape', () => {
  assert.match(published.openapi, /^3\.1\.\d+$/)
  assert.ok(published.info.title && published.info.version)
  for (const { path, method, operation } of operations) {
    assert.match(path, /^\/[^:?]*$/)
    assert.ok(['get', 'post', 'put', 'delete'].includes(method))
    assert.ok(operation.responses['200']?.description)
    assert.ok(operation.responses.default?.content?.['application/problem+json'])
    for (const one of operation.parameters) assert.ok(one.schema && (one.in !== 'path' || one.required), one.name)
  }
})

test('each route is in it, and nothing else', () => {
  const served = contracts.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const written = operations.map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(written.sort(), served.sort())
})

test('every operation has an id of its own', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[a-z][A-Za-z0-9]*$/)
})

test('the parameters of a path are declared, each of them and no other', () => {
  for (const { path, method, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1])
    const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name)
    assert.deepEqual(declared.sort(), inPath.sort(), `${method} ${path}`)
  }
})

test('every problem code there is can be looked up, and no contract promises another', () => {
  const codes = published.components.schemas.Problem?.properties.code?.enum ?? []
  assert.deepEqual(
    codes,
    listProblems()
      .map((one) => one.code)
      .sort(),
  )
  for (const contract of contracts)
    for (const code of contract.problems ?? []) assert.ok(codes.includes(code), `${contract.path} promises ${code}`)
})

test('every reference leads somewhere in the document, and no schema brings a dialect of its own', () => {
  const resolve = (ref: string): unknown =>
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], published)
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      assert.ok(key !== '$schema' && key !== '$defs', key)
      if (key === '$ref') assert.ok(String(value).startsWith('#/') && resolve(String(value)), String(value))
      walk(value)
    }
  }
  walk(published)
})
