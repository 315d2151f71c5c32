import type { Log } from '../log.ts'

/** Some districts could not be served. Those that could have been; whoever retries serves all of them again. */
export class DistrictsFailed extends Error {
  readonly districtIds: readonly string[]

  constructor(work: string, failed: readonly { readonly districtId: string; readonly error: unknown }[], of: number) {
    const districtIds = failed.map(({ districtId }) => districtId)
    super(`${work} failed in ${failed.length} of ${of} districts: ${districtIds.join(', ')}`, {
      cause: failed[0]?.error,
    })
    this.districtIds = districtIds
  }
}

/**
 * Does work for each district in turn. One that fails leaves a line with `code: 'district_failed'` and does not hold up the others;
 * when all have been tried it is thrown, so that a job is retried and a loop waits.
 */
export async function eachTried<T extends { readonly districtId: string }>(
  districts: readonly T[],
  log: Log,
  work: string,
  serve: (district: T) => Promise<void>,
): Promise<void> {
  const failed: { districtId: string; error: unknown }[] = []
  for (const district of districts)
    try {
      await serve(district)
    } catch (error) {
      const { districtId } = district
      log.error({ code: 'district_failed', work, districtId, err: error }, 'a district could not be served')
      failed.push({ districtId, error })
    }
  if (failed.length > 0) throw new DistrictsFailed(work, failed, districts.length)
}
