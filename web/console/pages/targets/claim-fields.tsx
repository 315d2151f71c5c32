import { Button, Input, InputNumber, Select } from 'antd'
import { type Claim, natures, type TargetBody } from '#supervise/target/contract.ts'
import { type Draft, faultAt } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Labelled } from './labelled.tsx'
import { words } from './words.ts'

type Props = {
  at: number
  claim: Claim
  form: Draft<{ target: TargetBody }>
  onChange: (change: Partial<Claim>) => void
  onRemove?: () => void
}

const texts = ['scope', 'document', 'place', 'mark'] as const
const most = { scope: 60, document: 100, place: 100, mark: 12 } as const

/** One thing the plan says: for which year, how much, where it stands and in which words. */
export function ClaimFields({ at, claim, form, onChange, onRemove }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const isState = form.values.target?.direction === 'state'
  const fault = (name: string) => faultAt(form.faults, `target.claims.${at}.${name}`)
  return (
    <fieldset className="claim-fields">
      <legend>{w.claim(at + 1)}</legend>
      <div className="target-row">
        <Labelled label={w.year} fault={fault('year')}>
          {(control) => (
            <InputNumber
              {...control}
              min={2000}
              max={2100}
              value={claim.year}
              onChange={(year) => onChange({ year: year ?? 0 })}
            />
          )}
        </Labelled>
        {!isState && (
          <Labelled label={w.targetValue} fault={fault('value')}>
            {(control) => <InputNumber {...control} value={claim.value} onChange={(value) => onChange({ value })} />}
          </Labelled>
        )}
        <Labelled label={w.nature}>
          {({ id }) => (
            <Select
              id={id}
              value={claim.nature}
              options={Object.entries(natures).map(([value, name]) => ({ value, label: pick(name) }))}
              onChange={(nature) => onChange({ nature: nature as Claim['nature'] })}
            />
          )}
        </Labelled>
      </div>
      {isState && (
        <Labelled label={w.targetState} fault={fault('state')}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={claim.state}
              onChange={(e) => onChange({ state: e.target.value })}
            />
          )}
        </Labelled>
      )}
      <div className="target-row">
        {texts.map((name) => (
          <Labelled key={name} label={name === 'mark' ? w.markField : w[name]} fault={fault(name)}>
            {(control) => (
              <Input
                {...control}
                maxLength={most[name]}
                value={claim[name]}
                onChange={(e) => onChange({ [name]: e.target.value })}
              />
            )}
          </Labelled>
        ))}
      </div>
      <Quotation claim={claim} fault={fault('quotation')} onChange={onChange} />
      {onRemove && (
        <Button size="small" onClick={onRemove}>
          {w.removeClaim}
        </Button>
      )}
    </fieldset>
  )
}

type QuotationProps = Pick<Props, 'claim' | 'onChange'> & { fault: ReturnType<typeof faultAt> }

/** The plan's own words. */
function Quotation({ claim, fault, onChange }: QuotationProps) {
  const w = useWords(words)
  return (
    <Labelled label={w.quotation} fault={fault}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={600}
          value={claim.quotation}
          onChange={(e) => onChange({ quotation: e.target.value })}
        />
      )}
    </Labelled>
  )
}
