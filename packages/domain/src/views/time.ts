export type Iso = string
