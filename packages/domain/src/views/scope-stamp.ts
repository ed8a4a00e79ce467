/** Another one after everything that was written in a scope; null while nothing was. */
export interface ScopeStamp {
  readonly revision: string | null
}
