type Words = { readonly zh: string; readonly en: string }

/** What a threshold is called, what it usually is, and on whose authority. */
export type Threshold = Words & {
  readonly usual: number
  readonly least: number
  readonly most: number
  readonly mark: string
}
export type FindingKindWords = Words & {
  /** What is looked for, and why it may still be quite in order. */
  readonly says: Words
  readonly innocent: Words
  readonly thresholds: Readonly<Record<string, Threshold>>
}

const threshold = (zh: string, en: string, usual: number, least: number, most: number): Threshold => ({
  zh,
  en,
  usual,
  least,
  most,
  mark: 'J',
})
const chance = threshold(
  '允许的误报机会（由被查者平分）',
  'Chance of a false alarm, shared by all tested',
  0.001,
  0.000001,
  0.1,
)

/** The patterns that are looked for. A pattern is a question, never a verdict: each says what else may explain it. */
export const findingKinds = {
  last_minute: {
    zh: '卡点反馈',
    en: 'At the last minute',
    says: {
      zh: '在时限最后一段反馈处置的比例，明显高于全区其他单位',
      en: 'A far larger share than elsewhere is reported handled in the last part of the limit',
    },
    innocent: {
      zh: '时限本来偏紧、统一收工后集中填报，都会这样',
      en: 'A tight limit, or filling in after work, looks the same',
    },
    thresholds: {
      lastShare: threshold('时限的最后几成', 'Last share of the limit', 0.05, 0.01, 0.3),
      minSample: threshold('最少按期反馈件数', 'Least number handled in time', 30, 10, 10_000),
      excess: threshold('至少为全区几倍', 'Times the rate elsewhere', 2, 1, 20),
      chance,
    },
  },
  batch: {
    zh: '批量核查',
    en: 'Verified in a batch',
    says: {
      zh: '一段时间内完成的核查多到走不过来',
      en: 'More verifications within a while than anybody could walk to',
    },
    innocent: {
      zh: '现场无网、回来后补交，或多人共用一部手机，都会这样',
      en: 'Sending later for want of a network, or one phone for several people, looks the same',
    },
    thresholds: {
      minutes: threshold('多少分钟以内', 'Within minutes', 15, 2, 120),
      least: threshold('至少几件', 'At least so many', 5, 3, 100),
      secondsEach: threshold('一件至少几秒', 'Seconds each takes', 45, 5, 600),
      kmPerHour: threshold('路上最快（公里/小时）', 'Fastest on the way (km/h)', 40, 5, 120),
    },
  },
  perfect: {
    zh: '从不失败的核查',
    en: 'Never a failed verification',
    says: {
      zh: '核查很多却没有一件不通过，按全区比例本应有若干件',
      en: 'Many verifications and none failed, where by the rate elsewhere some should have',
    },
    innocent: {
      zh: '所核单位确实干得好，会这样',
      en: 'Units that really work well look the same',
    },
    thresholds: {
      minSample: threshold('最少核查件数', 'Least number of verifications', 60, 20, 10_000),
      chance,
    },
  },
  rating_burst: {
    zh: '同一手机集中评价',
    en: 'Rated by one phone',
    says: {
      zh: '短时间内同一手机号的多件诉求被评为满意',
      en: 'Several reports of one phone were rated well within a short while',
    },
    innocent: {
      zh: '热心市民集中补评，会这样',
      en: 'A diligent citizen who rates all at once looks the same',
    },
    thresholds: {
      minutes: threshold('多少分钟以内', 'Within minutes', 30, 1, 1440),
      least: threshold('至少几件', 'At least so many', 4, 2, 100),
    },
  },
} as const satisfies Record<string, FindingKindWords>
export type FindingKind = keyof typeof findingKinds
export const findingKindIds = Object.keys(findingKinds) as FindingKind[]

/** What a district has decided, kind by kind. */
export type Thresholds = {
  readonly [K in FindingKind]: Readonly<Record<keyof (typeof findingKinds)[K]['thresholds'], number>>
}

export const usualThresholds: Thresholds = Object.fromEntries(
  findingKindIds.map((kind) => [
    kind,
    Object.fromEntries(Object.entries(findingKinds[kind].thresholds).map(([name, { usual }]) => [name, usual])),
  ]),
) as Thresholds
