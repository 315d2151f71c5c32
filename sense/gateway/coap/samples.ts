/** A datagram and what it says, for tests and for whoever uses the codec alone. Options by number, their values in hexadecimal. */
export type Sample = {
  about: string
  hex: string
  type: string
  code: string
  messageId: number
  token: string
  options: readonly (readonly [number, string])[]
  payload: string
}

export const samples: readonly Sample[] = [
  {
    about: 'a question, as RFC 7252, appendix A has it [K]',
    hex: '40017d34bb74656d7065726174757265',
    type: 'CON',
    code: '0.01',
    messageId: 0x7d34,
    token: '',
    options: [[11, '74656d7065726174757265']],
    payload: '',
  },
  {
    about: 'its answer with the acknowledgement, from the same place [K]',
    hex: '60457d34ff32322e332043',
    type: 'ACK',
    code: '2.05',
    messageId: 0x7d34,
    token: '',
    options: [],
    payload: '22.3 C',
  },
  {
    about: 'a report in JSON of a device that shows its credential',
    hex: '43027d34aabbccb6796977616e67027631066c616d702d3102757011323c746f6b656e3d736563726574ff7b2276616c756573223a7b226c6576656c223a37307d7d',
    type: 'CON',
    code: '0.02',
    messageId: 0x7d34,
    token: 'aabbcc',
    options: [
      [11, '796977616e67'],
      [11, '7631'],
      [11, '6c616d702d31'],
      [11, '7570'],
      [12, '32'],
      [15, '746f6b656e3d736563726574'],
    ],
    payload: '{"values":{"level":70}}',
  },
  {
    about: 'the third block of 64 bytes of a body, of which more follow',
    hex: `50020001d10e2aff${'78'.repeat(64)}`,
    type: 'NON',
    code: '0.02',
    messageId: 1,
    token: '',
    options: [[27, '2a']],
    payload: 'x'.repeat(64),
  },
]
