/** What a telephone given by a person of the district is sealed with. */
export const phoneContext = (districtId: string, personId: string): string =>
  `command.notice_preference/${districtId}/${personId}/phone`
