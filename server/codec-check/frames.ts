/** One frame of a set, checked: whether what is expected of it came out, and if not, why. */
export type Checked = { readonly label: string; readonly reproduced: boolean; readonly why?: string }
