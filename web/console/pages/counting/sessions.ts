type Session = [string, string]

const span = /^((?:[01]\d|2[0-3]):[0-5]\d)\s*[-–—~至]\s*((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/

/** Opening hours as one types them: `08:30-12:00，14:00-18:00`; undefined when they cannot be read. */
export function readSessions(text: string): Session[] | undefined {
  const parts = text.split(/[,，、;；]/).map((part) => span.exec(part.trim()))
  return parts.every((part) => part !== null) ? parts.map((part): Session => [part[1]!, part[2]!]) : undefined
}

export const writeSessions = (sessions: readonly (readonly [string, string])[]): string =>
  sessions.map(([from, to]) => `${from}-${to}`).join('，')
