import { config } from 'zod'

// A page that forbids eval would report zod's probe for it. Imported before the first schema is made.
config({ jitless: true })
