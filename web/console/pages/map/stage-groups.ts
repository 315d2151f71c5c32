import type { stageNames } from '#city/case/contract.ts'

type Stage = keyof typeof stageNames

/** Open stages in four groups, each with its hue; lateness is a shape. */
export const stageGroups = [
  { id: 'accept', colour: '#595959', stages: ['reported', 'confirming', 'confirmed'] },
  { id: 'dispatch', colour: '#8f5700', stages: ['filed', 'returned'] },
  { id: 'handle', colour: '#0958d9', stages: ['dispatched', 'handling', 'suspended', 'failed'] },
  { id: 'verify', colour: '#7a3fb0', stages: ['handled', 'verifying', 'verified'] },
  { id: 'ended', colour: '#00664b', stages: ['closed', 'refused', 'void', 'merged'] },
] as const satisfies readonly { id: string; colour: string; stages: readonly Stage[] }[]

export type StageGroupId = (typeof stageGroups)[number]['id']

/** Late is a triangle of this colour, whatever the stage. */
export const lateColour = '#a8071a'

/** The stages that are left when these groups are hidden. */
export const stagesShown = (hidden: readonly string[]): Stage[] =>
  stageGroups.filter(({ id }) => !hidden.includes(id)).flatMap(({ stages }) => [...stages])
