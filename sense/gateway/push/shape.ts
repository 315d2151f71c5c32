/** What a platform pushed of one device at one time. `document` holds its values by their names there. */
export type Pushed = { sender: string; at?: Date; document: unknown }

/** A request of a platform, as far as it matters: nothing of it is believed before its signature is. */
export type PushRequest = {
  method: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
}

/** What a request turns out to be: one to be answered and no more, messages to be kept, or one that nobody is to hear. */
export type Received =
  | { kind: 'answer'; text: string }
  | { kind: 'messages'; messages: { sender: string; bytes: Uint8Array }[] }
  | { kind: 'refused'; status: 400 | 401; reason: string }

/** How one platform pushes: pure, so that what it pushed can be read again later. */
export type PushShape = {
  name: string
  /** Checks a request by the district's token for this platform, and takes it apart. */
  receive(request: PushRequest, token: string): Received
  /** Reads what was kept of one message. */
  read(bytes: Uint8Array): Pushed[]
}
