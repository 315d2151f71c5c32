import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { SchemaForm } from '#web/kit/schema-form/schema-form.tsx'
import type { WordsOf } from '#web/kit/schema-form/words.ts'
import { words } from './words.ts'

const Lamp = z.strictObject({
  name: z.string().min(1).max(30),
  note: z.string().max(500).nullable(),
  height: z.number().min(0.5).max(40),
  heads: z.int().min(1).optional(),
  source: z.enum(['led', 'sodium']),
  isLit: z.boolean(),
  hasSolar: z.boolean().nullable(),
  since: z.iso.date().optional(),
  carries: z.array(z.string().min(1).max(20)).max(5).optional(),
  place: z.object({ road: z.string().min(1), door: z.string().max(20).optional() }),
})

const lampWords: WordsOf<typeof Lamp> = {
  name: { zh: '名称', en: 'Name' },
  note: { zh: '备注', en: 'Note', hint: { zh: '可写多行', en: 'Several lines' } },
  height: { zh: '灯杆高度', en: 'Height', unit: 'm' },
  heads: { zh: '灯头数', en: 'Heads' },
  source: {
    zh: '光源',
    en: 'Light source',
    choices: { led: { zh: 'LED', en: 'LED' }, sodium: { zh: '高压钠灯', en: 'Sodium' } },
  },
  isLit: { zh: '现在亮着', en: 'It is lit now' },
  hasSolar: { zh: '太阳能供电', en: 'Solar' },
  since: { zh: '安装日期', en: 'Since' },
  carries: { zh: '挂载设施', en: 'Carries' },
  place: {
    zh: '位置',
    en: 'Place',
    fields: { road: { zh: '道路', en: 'Road' }, door: { zh: '门牌', en: 'Door' } },
  },
}

/** A form made of a schema: every kind of field, as it stands after it was sent too early, and while it is being sent. */
export function SchemaPart() {
  const w = useWords(words)
  const [isSending, setSending] = useState(false)
  const form = useDraft(Lamp, { name: '', height: 99, isLit: true, carries: ['摄像头', ''], place: { road: '' } })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is checked once, so that it stands here with its faults.
  useEffect(() => void form.check(), [])
  return (
    <section className="panel style-form">
      <h2>{w.schemaForm}</h2>
      <label>
        <input type="checkbox" checked={isSending} onChange={({ target }) => setSending(target.checked)} /> {w.sending}
      </label>
      <SchemaForm
        form={form}
        schema={Lamp}
        words={lampWords}
        submit={w.send}
        isSending={isSending}
        problem={null}
        onSend={() => setSending(true)}
      />
    </section>
  )
}
