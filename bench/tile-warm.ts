import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { TileComponent } from '#analyse/tile/component-columns.ts'
import { squareAt, stepsOf } from '#analyse/tile/mercator.ts'
import { GZIP } from '#analyse/tile/tile-cache.ts'
import type { BareSettings } from './bare-server.ts'
import { cookieOf, forkScript, messageOf } from './product.ts'
import { inPairs, median, short } from './result.ts'
import { loadOf, versionFor } from './tile-served.ts'

export const nginxMissing = 'install nginx (Debian: nginx-light)'
export const findNginx = (): string | undefined =>
  ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path))

const port = 7193
const connections = 16
const seconds = 4
const tiles = 40
const zoom = 15

/** Tiles that are held, asked for by somebody signed in, against nginx sending the same bytes from files. */
export async function warmRatio(
  nginx: string,
  address: string,
  folder: string,
  components: readonly TileComponent[],
): Promise<number> {
  const cookie = await cookieOf(address, 'shouli')
  const version = await versionFor(address, cookie)
  const squares = components.slice(0, tiles).map(({ place }) => {
    const { x, y } = stepsOf(place)
    return squareAt(x, y, zoom)
  })
  const paths = squares.map(({ z, x, y }) => `/api/tiles/component/${version}/${z}/${x}/${y}`)
  const root = join(folder, 'static')
  const sizes: number[] = []
  for (const path of paths) {
    const reply = await fetch(`${address}${path}`, { headers: { cookie, 'accept-encoding': 'identity' } })
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`)
    // fetch unpacks; nginx gets bytes packed the same way.
    const body = gzipSync(new Uint8Array(await reply.arrayBuffer()), GZIP)
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), body)
    sizes.push(body.length)
  }
  console.log(`tile: warm tiles of zoom ${zoom} have ${short(median(sizes))} bytes`)
  const stop = await startNginx(nginx, folder, root)
  try {
    const load = (to: number, own: string) => loadOf({ port: to, paths, cookie: own, connections, seconds })
    const ours = () => load(Number(new URL(address).port), cookie)
    const { ours: sent, ratio } = await inPairs('tile warm', 3, ours, () => load(port, 'none=1'))
    const bare = await bareRate(median(sizes), (at) => load(at, 'none=1'))
    console.log(
      `tile: node:http alone sends ${short(bare)}/s of such bytes; warm tiles have ${short(sent / bare)} of it`,
    )
    return ratio
  } finally {
    await stop()
  }
}

/** What the runtime's own server reaches that asks nothing of anybody. */
async function bareRate(bytes: number, load: (port: number) => Promise<number>): Promise<number> {
  const child = forkScript('bare-server.ts')
  const settings: BareSettings = { bytes }
  child.send(settings)
  const { port: at } = await messageOf<{ port: number }>(child)
  try {
    return await load(at)
  } finally {
    child.disconnect()
  }
}

async function startNginx(nginx: string, folder: string, root: string): Promise<() => Promise<void>> {
  chmodSync(folder, 0o755)
  const conf = join(folder, 'nginx.conf')
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((each) => `${each}_temp_path ${folder}/${each};`)
  writeFileSync(
    conf,
    `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=1000; ${own.join(' ')}
  server { listen 127.0.0.1:${port}; root ${root}; default_type application/vnd.mapbox-vector-tile;
    location / { add_header Content-Encoding gzip; add_header Cache-Control "private, max-age=31536000, immutable"; } } }
`,
  )
  const child = spawn(nginx, ['-c', conf, '-e', join(folder, 'nginx.log')], { stdio: 'inherit' })
  await new Promise((begun) => setTimeout(begun, 1_000))
  return () =>
    new Promise((ended) => {
      child.once('exit', () => ended())
      child.kill('SIGTERM')
    })
}
