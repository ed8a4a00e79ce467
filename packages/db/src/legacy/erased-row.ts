/** Why a row of an erased author is counted as quarantined, and kept without what it said. */
export const erasedReason = 'its author was erased here'
export const erasedRow = '{}'
