type Words = { readonly zh: string; readonly en: string }

/** What a page is for and how it is used, in a few sentences. */
export type PageHelp = {
  readonly path: string
  readonly title: Words
  readonly lines: readonly Words[]
}

/** One page's help: its address, its name, and sentences in both languages. */
export const page = (
  path: string,
  zhTitle: string,
  enTitle: string,
  ...lines: readonly (readonly [string, string])[]
): PageHelp => ({
  path,
  title: { zh: zhTitle, en: enTitle },
  lines: lines.map(([zh, en]) => ({ zh, en })),
})
