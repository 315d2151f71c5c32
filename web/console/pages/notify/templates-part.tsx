import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { noticeKinds } from '#command/notify/contract.ts'
import { listTemplates, type TemplateItem } from '#command/notify/words/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { useAddress } from '../components/use-address.ts'
import { TemplateEditor } from './template-editor.tsx'
import { words } from './words.ts'

/** Every template, by kind; one opens beside to be changed. */
export function TemplatesPart() {
  const w = useWords(words)
  const pick = usePick()
  const [{ open }, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listTemplates, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const chosen = data.items.find(({ template }) => template === open)
  return (
    <>
      {Object.entries(noticeKinds).map(([kind, name]) => (
        <Group
          key={kind}
          title={pick(name)}
          items={data.items.filter((item) => item.kind === kind)}
          onOpen={(template) => change({ open: template })}
        />
      ))}
      <Drawer
        open={chosen !== undefined}
        onClose={() => change({ open: undefined })}
        size={640}
        title={chosen && pick(chosen.about)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {chosen && (
          <TemplateEditor key={`${chosen.template} ${chosen.version}`} template={chosen} parameters={data.parameters} />
        )}
      </Drawer>
    </>
  )
}

type GroupProps = { title: string; items: readonly TemplateItem[]; onOpen: (template: string) => void }

function Group({ title, items, onOpen }: GroupProps) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section className="notify-group" aria-label={title}>
      <h2>{title}</h2>
      <ul className="notify-list">
        {items.map((item) => (
          <li key={item.template}>
            <button type="button" onClick={() => onOpen(item.template)}>
              <span className="notify-about">{pick(item.about)}</span>
              <span className="quiet clip">{pick({ zh: item.textZh, en: item.textEn })}</span>
              <span className="notify-facts">
                {!item.enabled && <span className="tag tone-grey">{w.notInUse}</span>}
                {item.sms && <span className="tag tone-blue">{w.sms}</span>}
                <span className="quiet">{w.versionOf(item.version)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
