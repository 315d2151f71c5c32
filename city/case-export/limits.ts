/** An export of more rows than this is made in the background. */
export const DIRECT_ROWS = 5_000
/** How long a file is kept. */
export const KEPT_MS = 24 * 3_600_000
/** How many one person may have under way. */
export const MOST_RUNNING = 3
