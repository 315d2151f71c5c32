/** Every kind of cover of the catalogue of 2026, whoever owns it. */
export const covers = [
  ...['01001', '01002', '01003', '01005', '01006', '01007', '01008', '01009', '01010', '01011', '01012'],
  ...['01014', '01015', '01017', '01018', '01019', '01020', '01021', '01022', '01023'],
] as const

/** Those that water may rise in: sewage and rain. */
export const drains = ['01002', '01003'] as const
