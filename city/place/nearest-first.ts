/** A binary heap of nodes by metres, the nearest first. */
export function makeQueue() {
  const heap: { node: number; metres: number }[] = []
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  return {
    push(node: number, metres: number): void {
      heap.push({ node, metres })
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if (heap[above]!.metres <= heap[at]!.metres) return
        swap(at, above)
        at = above
      }
    },
    pop(): { node: number; metres: number } | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (!first || heap.length === 0) return first
      heap[0] = last!
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        let least = at
        if (left < heap.length && heap[left]!.metres < heap[least]!.metres) least = left
        if (right < heap.length && heap[right]!.metres < heap[least]!.metres) least = right
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
  }
}
