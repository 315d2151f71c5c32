import { type Post, postNames } from '#city/organisation/contract.ts'
import type { PersonItem } from '#city/person/contract.ts'
import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useLanguage, useWords } from '#web/kit/language.ts'
import type { Tone } from '#web/kit/tokens.ts'
import { postEnglish, stateWords } from './words.ts'

const looks: Readonly<Record<PersonItem['state'], readonly [GlyphName, Tone]>> = {
  active: ['tick', 'green'],
  locked: ['late', 'red'],
  disabled: ['bar', 'grey'],
  due: ['half', 'blue'],
  unused: ['pause', 'brown'],
  none: ['ring', 'grey'],
}

/** How an account stands: glyph, word and colour together. */
export function AccountState({ state }: { state: PersonItem['state'] }) {
  const [glyph, tone] = looks[state]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {useWords(stateWords)[state]}
    </span>
  )
}

/** What a post is called on the screen. */
export function usePostName(): (post: string) => string {
  const language = useLanguage()
  return (post) => (language === 'zh' ? (postNames[post as Post] ?? post) : (postEnglish[post] ?? post))
}
