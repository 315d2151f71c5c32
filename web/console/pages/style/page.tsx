import { ProblemError } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { LookChoice } from '../../shell/look-sheet.tsx'
import { HistoryPart, TagsPart } from './case-parts.tsx'
import { ColoursPart } from './colours-part.tsx'
import { FormPart } from './form-part.tsx'
import { DrawerPart, ImportPart } from './kit-parts.tsx'
import { ListPart } from './list-part.tsx'
import { SchemaPart } from './schema-part.tsx'
import './style.css'
import { words } from './words.ts'

const problem = (status: number, code: string, title: string, titleEn: string) =>
  new ProblemError({ type: 'about:blank', status, code, title, titleEn, requestId: '01890000' })

const failures = [
  problem(403, 'not_permitted', '您的岗位不能查看这些案件', 'Your post does not open these cases'),
  problem(404, 'not_found', '没有这件案件', 'There is no such case'),
  problem(500, 'internal', '服务器出错，请稍后重试', 'The server failed; try again later'),
] as const

/** The parts of the screens in every state, alive, so that a change of one is seen in all of them. */
export function StylePage() {
  const w = useWords(words)
  return (
    <article className="style-page">
      <header>
        <h1>{w.title}</h1>
        <p className="quiet">{w.about}</p>
      </header>
      <div className="panel style-look">
        <LookChoice />
      </div>
      <div className="style-parts">
        <ColoursPart />
        <TagsPart />
        <section className="panel">
          <h2>{w.figures}</h2>
          <p>{w.sample}</p>
          <p className="quiet">{w.sample}</p>
        </section>
        <FormPart />
        <SchemaPart />
        <DrawerPart />
        <ImportPart />
        <ListPart />
        <section className="panel">
          <h2>{w.states}</h2>
          <div className="style-states">
            <Loading rows={3} label={w.loading} />
            <Nothing title={w.empty}>{w.emptyHint}</Nothing>
            {failures.map((one) => (
              <Failure key={one.code} problem={one} onRetry={() => undefined} />
            ))}
          </div>
        </section>
        <HistoryPart />
      </div>
    </article>
  )
}
