import { kept, useKept } from './keep.ts'

/** 长辈版: larger text and targets, one thing at a time. */
export const elderMode = kept('yiwang.elder', false)

export const useElderMode = (): boolean => useKept(elderMode)
