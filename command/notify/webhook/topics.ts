/** What the world outside can subscribe to. Of people's ids nothing leaves, nor what somebody wrote. */
export const outgoingTopics = {
  'case.changed': { zh: '案件变化', en: 'A case changed' },
  'owner.told': { zh: '告知权属单位', en: 'An owner outside was told' },
  'owner.answered': { zh: '权属单位答复', en: 'An owner outside answered' },
} as const

export type OutgoingTopic = keyof typeof outgoingTopics

/** Asked for by an administrator, to see whether anybody listens. */
export const TEST_TOPIC = 'webhook.test'
