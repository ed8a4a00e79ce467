/** A workspace's money for models in a UTC month. */
export interface AiBudget {
  /** First day of the month, `2026-11-01`. */
  readonly month: string
  readonly budgetUsd: number
  readonly spentUsd: number
  /** Set aside for calls that are under way. */
  readonly reservedUsd: number
}
