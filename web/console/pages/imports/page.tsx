import { useState } from 'react'
import { ImportWizard } from '#web/kit/import/import-wizard.tsx'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { useAddress } from '../components/use-address.ts'
import { type Declared, type KindName, permissions } from './declared.ts'
import { DeclaredFields } from './declared-fields.tsx'
import { KindPart } from './kind-part.tsx'
import { kinds } from './kinds.ts'
import { words } from './words.ts'

/** Imports of what this person's posts may change: what, then the wizard's steps. The address holds what. */
export function ImportsPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const allowed = (Object.keys(permissions) as KindName[]).filter((kind) => may(me, permissions[kind]))
  const chosen = allowed.find((kind) => kind === search.kind) ?? allowed[0]
  return (
    <div className="imports">
      <header>
        <h1>{w.title}</h1>
        <p className="quiet">{chosen ? w.lead : w.forbidden}</p>
      </header>
      {chosen && (
        <>
          <KindPart kinds={allowed} kind={chosen} onChange={(kind) => change({ kind })} />
          <DeclaredWizard key={chosen} name={chosen} />
        </>
      )}
    </div>
  )
}

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

function DeclaredWizard({ name }: { readonly name: KindName }) {
  const w = useWords(words)
  const [declared, setDeclared] = useState<Declared>(() => ({
    frame: 'CGCS2000',
    meridian: null,
    day: today(),
    edition: '2026',
    name: w.nameDefault,
  }))
  const fault =
    name === 'conditions' && declared.name.trim() === ''
      ? w.needName
      : name === 'cells' && declared.day === ''
        ? w.needDay
        : undefined
  const fields = (
    <DeclaredFields
      kind={name}
      declared={declared}
      onChange={(patch) => setDeclared((before) => ({ ...before, ...patch }))}
    />
  )
  return (
    <ImportWizard kind={{ ...kinds[name](declared), declared: { key: JSON.stringify(declared), fields, fault } }} />
  )
}
