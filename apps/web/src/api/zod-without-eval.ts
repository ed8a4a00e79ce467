import { config } from 'zod'

// A page that forbids eval would report zod's probe for it. Imported first of all, before a schema is made.
config({ jitless: true })
