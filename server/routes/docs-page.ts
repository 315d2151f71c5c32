import type { RouteContract } from '#kernel/http/contract.ts'
import { listProblems } from '#kernel/problem.ts'

const plain = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A plain page that lists every route and every problem code; the machine-readable form is `/api/openapi.json`. */
export function docsPage(contracts: readonly RouteContract[]): string {
  const byTag = Map.groupBy(contracts, (contract) => contract.tag)
  const sections = [...byTag].map(
    ([tag, routes]) =>
      `<h2>${plain(tag)}</h2><table><thead><tr><th scope="col">方法与地址</th><th scope="col">说明</th><th scope="col">权限</th><th scope="col">特有问题码</th></tr></thead><tbody>${routes.map(row).join('')}</tbody></table>`,
  )
  const problems = listProblems().map(
    ({ code, definition }) => `<tr><td><code>${plain(code)}</code></td><td>${definition.status}</td></tr>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>一网 · 接口</title><style>
body{font:15px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:1080px;margin:32px auto;padding:0 16px;color:#1f2937}
table{border-collapse:collapse;width:100%;margin:8px 0 24px}th,td{border-bottom:1px solid #d9dee5;padding:6px 8px;text-align:left;vertical-align:top}
code{font:13px/1.5 ui-monospace,monospace}h1{font-size:24px}h2{font-size:18px;margin-top:32px}a{color:#0958d9}</style></head>
<body><main><h1>一网接口 · Yiwang API</h1><p>完整描述（OpenAPI 3.1）：<a href="/api/openapi.json">/api/openapi.json</a>。写操作须带 <code>Idempotency-Key</code>；出错时返回 <code>application/problem+json</code>，含问题码、中英文说明和字段。</p>
${sections.join('\n')}<h2>问题码</h2><table><thead><tr><th scope="col">码</th><th scope="col">状态</th></tr></thead><tbody>${problems.join('')}</tbody></table></main></body></html>`
}

const row = (contract: RouteContract): string =>
  `<tr><td><code>${contract.method} ${plain(contract.path)}</code></td><td>${plain(contract.summary.zh)}<br>${plain(contract.summary.en)}</td><td>${plain(contract.access)}</td><td>${plain((contract.problems ?? []).join(' '))}</td></tr>`
