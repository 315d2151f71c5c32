import { useQuery } from '@tanstack/react-query'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { citizenProgress, publicDistrict } from '#serve/intake/contract.ts'
import { publicThing } from '#serve/thing/contract.ts'
import { call, ProblemError } from '#web/kit/client.ts'
import { districtId } from './address.ts'

export type District = ReplyOf<typeof publicDistrict>
export type Progress = ReplyOf<typeof citizenProgress>

/** A refusal is final and an unreachable server was asked again already; only a failing one is worth another try. */
const worthAsking = (count: number, error: unknown): boolean =>
  count < 2 && error instanceof ProblemError && error.status >= 500

export const useDistrict = () =>
  useQuery({
    queryKey: ['district', districtId],
    queryFn: () => call(publicDistrict, { params: { district: districtId } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: worthAsking,
  })

export const useProgress = (code: string, district: string = districtId) =>
  useQuery({
    queryKey: ['progress', district, code],
    queryFn: () => call(citizenProgress, { params: { district, code } }),
    staleTime: 30_000,
    retry: worthAsking,
  })

export const useThing = (code: string) =>
  useQuery({
    queryKey: ['thing', districtId, code],
    queryFn: () => call(publicThing, { params: { district: districtId, code } }),
    staleTime: 300_000,
    retry: worthAsking,
  })
