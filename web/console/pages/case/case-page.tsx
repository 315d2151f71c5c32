import { useParams } from '@tanstack/react-router'
import { CaseView } from './case-view.tsx'

export function CasePage() {
  const { id } = useParams({ from: '/inside/cases/$id' })
  return <CaseView key={id} id={id} />
}
