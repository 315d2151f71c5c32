import { makeTileBuilder } from '#analyse/tile/builder.ts'
import type { Attendance } from '#city/attendance/attendance.ts'
import { outwardOf } from '#command/notify/outward.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import { readConfig } from '#kernel/config.ts'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { FileDeps } from '#kernel/files/accept.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import type { makeSealer } from '#kernel/sealed.ts'
import { allRoutes } from '../compose.ts'
import { soundIndustries } from '../industries/discover.ts'

/** Every route of the product as it is described, for tests that go through all of them. */
export const contracts = allRoutes({
  sessions: {} as Sessions,
  sealer: {} as ReturnType<typeof makeSealer>,
  files: {} as FileDeps,
  tiles: '/nowhere',
  builder: makeTileBuilder(),
  enqueue: async () => undefined,
  outward: outwardOf(readConfig({ DATA_DIR: '/nowhere' })),
  typesetter: {} as Typesetter,
  attendance: {} as Attendance,
  industries: await soundIndustries(),
  publicUrl: 'http://yiwang.test',
  gatewayDistrict: '',
  onSignedOut: () => undefined,
}).map((route) => route.contract)

/** An address of the route that would be right but for who asks. */
export const addressOf = (contract: RouteContract, caseAt: string): string =>
  contract.path
    .replace('/api/cases/:id', caseAt)
    .replace(':code', contract.path.startsWith('/api/cells') ? '513399001001001' : '51339901003000001')
    .replace(':fileId', '01890000-0000-7000-8000-000000000001')
    .replace(':reuseId', '01890000-0000-7000-8000-000000000001')
    .replace(':spotId', '01890000-0000-7000-8000-000000000001')
    .replace(':conditionId', '01890000-0000-7000-8000-000000000001')
    .replace(':versionId', '01890000-0000-7000-8000-000000000001')
    .replace(':destinationId', '01890000-0000-7000-8000-000000000001')
    .replace(':deliveryId', '01890000-0000-7000-8000-000000000001')
    .replace(':template', 'general')
    .replace(':beatId', '01890000-0000-7000-8000-000000000001')
    .replace(/:(draftId|simulationId)/, '01890000-0000-7000-8000-000000000001')
    .replace(/:(version|number)\b/, '1')
    .replace(':variant', 'thumb')
    .replace(':day', '2026-03-02')
    .replace('/api/campaigns/:id', '/api/campaigns/01890000-0000-7000-8000-000000000001')
    .replace('/api/reprojections/:id', '/api/reprojections/01890000-0000-7000-8000-000000000001')
    .replace(':sampleId', '01890000-0000-7000-8000-000000000001')
    .replace(':line', '1')
    .replace(':handoverId', '01890000-0000-7000-8000-000000000001')
    .replace(':z/:x/:y', '16/1/1')
    .replace(
      /:(targetId|actualId|deviceId|instructionId|pushId|tokenId|episodeId|ruleId|runId|acceptanceId|trialId|fenceId)/g,
      '01890000-0000-7000-8000-000000000001',
    )
    .replace(':industryId', 'nothing')
    .replace(':indicatorId', 'nothing')
    .replace(
      /:(groupId|stateId|askId|planId|workId|roundId|ownerId|contactId)/g,
      '01890000-0000-7000-8000-000000000001',
    )
    .replace(':unitId', 'roads')
    .replace(/:(dutyId|shiftId)/, '01890000-0000-7000-8000-000000000001')
    .replace(':personId', '01890000-0000-7000-8000-000000000001')
    .replace(':exportId', '01890000-0000-7000-8000-000000000001')
    .replace(':orderId', '01890000-0000-7000-8000-000000000001')
    .replace(':bulkId', '01890000-0000-7000-8000-000000000001')
