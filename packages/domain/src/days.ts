/** Apart from `range.ts`, so that a page which only counts days carries no schema library. */
export const dayMs = 86_400_000

/** The UTC day that an instant lies in. */
export const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs)
/** `2026-11-01`, in UTC: the name of a day that is carried as its midnight. */
export const dayString = (at: Date): string => at.toISOString().slice(0, 10)
