import { Button } from 'antd'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { type Chapter, chapters, shortcuts, terms } from './handbook.ts'
import './help.css'
import { words } from './words.ts'

/** The handbook: one's own posts first, then the others, keys and words. Made to be printed. */
export function HelpPage() {
  const w = useWords(words)
  const language = useLanguage()
  const me = useMe()
  const own = new Set(me.posts.map(({ post }) => post))
  const ordered = [...chapters.filter(({ post }) => own.has(post)), ...chapters.filter(({ post }) => !own.has(post))]
  return (
    <article className="help" lang={language === 'en' ? 'en' : undefined}>
      <header>
        <h1>{w.title}</h1>
        <Button className="help-print" onClick={() => print()}>
          {w.print}
        </Button>
      </header>
      {language === 'en' && <p className="form-note">{w.chineseOnly}</p>}
      <div lang="zh-CN" className="help-body">
        <Contents ordered={ordered} />
        {ordered.map((chapter) => (
          <ChapterPart key={chapter.post} chapter={chapter} isOwn={own.has(chapter.post)} />
        ))}
        <Shortcuts />
        <Terms />
      </div>
    </article>
  )
}

function Contents({ ordered }: { ordered: readonly Chapter[] }) {
  const links = [...ordered.map(({ post, title }) => [post, title]), ['keys', '快捷键'], ['terms', '常用词']] as const
  return (
    <nav className="help-contents" aria-label="目录">
      <ul>
        {links.map(([id, title]) => (
          <li key={id}>
            <a href={`#help-${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ChapterPart({ chapter: { post, title, steps }, isOwn }: { chapter: Chapter; isOwn: boolean }) {
  return (
    <section id={`help-${post}`} aria-labelledby={`help-title-${post}`}>
      <h2 id={`help-title-${post}`}>
        {title}
        {isOwn && <span className="help-own">我的岗位</span>}
      </h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}

function Shortcuts() {
  return (
    <section id="help-keys" aria-labelledby="help-title-keys">
      <h2 id="help-title-keys">快捷键</h2>
      <p className="quiet">字母键只在焦点位于列表行时起作用，用输入法打字时不会误触。</p>
      <div className="help-keys">
        {shortcuts.map(({ where, list }) => (
          <table key={where}>
            <caption>{where}</caption>
            <tbody>
              {list.map(({ keys, does }) => (
                <tr key={does}>
                  <th scope="row">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}

function Terms() {
  return (
    <section id="help-terms" aria-labelledby="help-title-terms">
      <h2 id="help-title-terms">常用词</h2>
      <dl>
        {terms.map(({ word, means }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
