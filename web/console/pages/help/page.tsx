import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { actionIds, actionOf, places } from '#web/kit/keys/actions.ts'
import { capsOf, keysOf } from '#web/kit/keys/binding.ts'
import { useChoices } from '#web/kit/keys/choices.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { askForTour } from '../../shell/tour-kept.ts'
import { type Chapter, chapters, shortcuts, terms } from './handbook.ts'
import './help.css'
import { pageHelps } from './page-help.ts'
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
        <span className="help-print">
          <Link to="/style">{w.style}</Link> <Button onClick={askForTour}>{w.tour}</Button>{' '}
          <Button onClick={() => print()}>{w.print}</Button>
        </span>
      </header>
      {language === 'en' && <p className="form-note">{w.chineseOnly}</p>}
      <div lang="zh-CN" className="help-body">
        <Contents ordered={ordered} />
        {ordered.map((chapter) => (
          <ChapterPart key={chapter.post} chapter={chapter} isOwn={own.has(chapter.post)} />
        ))}
        <Pages />
        <Shortcuts />
        <Terms />
      </div>
    </article>
  )
}

function Contents({ ordered }: { ordered: readonly Chapter[] }) {
  const links = [
    ...ordered.map(({ post, title }) => [post, title]),
    ['pages', '各页帮助'],
    ['keys', '快捷键'],
    ['terms', '常用词'],
  ] as const
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

/** What `?` says on each page, together, so that it can be printed as well. */
function Pages() {
  return (
    <section id="help-pages" aria-labelledby="help-title-pages">
      <h2 id="help-title-pages">各页帮助</h2>
      <dl>
        {pageHelps.map(({ path, title, lines }) => (
          <div key={path}>
            <dt>{title.zh}</dt>
            <dd>{lines.map(({ zh }) => zh).join('')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Shortcuts() {
  const choices = useChoices()
  const groups = Object.entries(places).map(([place, { zh }]) => ({
    where: zh,
    list: actionIds
      .filter((id) => actionOf(id).place === place)
      .map((id) => ({ keys: keysOf(id, choices).map(capsOf), does: actionOf(id).zh })),
  }))
  const others = shortcuts.map(({ where, list }) => ({
    where,
    list: list.map(({ keys, does }) => ({ keys: [keys], does })),
  }))
  return (
    <section id="help-keys" aria-labelledby="help-title-keys">
      <h2 id="help-title-keys">快捷键</h2>
      <p className="quiet">在任何页面按 ? 或 F1 可以查看、更换。用输入法打字时不会误触；字母和数字键可以整体停用。</p>
      <div className="help-keys">
        {[...groups, ...others].map(({ where, list }) => (
          <table key={where}>
            <caption>{where}</caption>
            <tbody>
              {list.map(({ keys, does }) => (
                <tr key={does}>
                  <th scope="row">
                    <Keys of={keys} />
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

/** One way to press it, or several. */
const Keys = ({ of }: { of: readonly (readonly string[])[] }) =>
  of.map((caps, at) => (
    <span key={caps.join()}>
      {at > 0 && ' 或 '}
      {caps.map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  ))

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
