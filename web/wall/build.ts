const EVERY_MS = 60_000

const scriptIn = (html: string): string | undefined => /assets\/[\w.-]+\.js/.exec(html)?.[0]

/** Loads the page anew as soon as the server serves another build of it. */
export function reloadOnNewBuild(): void {
  const mine = scriptIn(document.head.innerHTML)
  setInterval(async () => {
    const html = await fetch('/wall/', { cache: 'no-store' })
      .then((reply) => (reply.ok ? reply.text() : ''))
      .catch(() => '')
    const served = scriptIn(html)
    if (mine !== undefined && served !== undefined && served !== mine) location.reload()
  }, EVERY_MS)
}
