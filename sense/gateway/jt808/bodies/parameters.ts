import { byte, countedRaw, dword, type Layout, list, struct, word } from '../../bytes/layout.ts'

/** A setting of a terminal by its id; what the bytes mean is in `parameters.json`. */
export type Parameter = { id: number; bytes: Uint8Array }
const parameter = struct<Parameter>({ id: dword, bytes: countedRaw(byte) })

export type SetParameters = { parameters: Parameter[] }
export const setParameters = struct<SetParameters>({ parameters: list(byte, parameter, 5) })

export type ParametersReply = { replyTo: number; parameters: Parameter[] }
export const parametersReply = struct<ParametersReply>({ replyTo: word, parameters: list(byte, parameter, 5) })

export type AskParameters = { ids: number[] }
export const askParameters: Layout<AskParameters> = struct<AskParameters>({ ids: list(byte, dword, 4) })
