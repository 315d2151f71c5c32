/** What is done with a device whose password is wrong: heard and counted as a deviation, or not heard. */
export const credentialRules = ['tolerate', 'refuse'] as const
export type CredentialRule = (typeof credentialRules)[number]
