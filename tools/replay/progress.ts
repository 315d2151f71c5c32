/** Where a replay speaks: lines, and a bar where a person watches. */
export type Screen = { readonly isTerminal: boolean; line(text: string): void; write(text: string): void }

export type Progress = { step(by: number): void; end(): void }

const width = 30

/** A bar that is drawn over itself on a terminal; elsewhere a line at every tenth. */
export function startProgress(screen: Screen, title: string, total: number): Progress {
  let done = 0
  let shown = -1
  const show = () => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
    const mark = screen.isTerminal ? percent : Math.floor(percent / 10) * 10
    if (mark === shown) return
    shown = mark
    if (!screen.isTerminal) return screen.line(`${title} ${mark}%`)
    const filled = Math.round((width * percent) / 100)
    screen.write(`\r${title} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${percent}% ${done}/${total}`)
  }
  show()
  return {
    step(by) {
      done += by
      show()
    },
    end() {
      if (screen.isTerminal) screen.write('\n')
    },
  }
}
