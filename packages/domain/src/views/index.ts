/**
 * What the API answers, exactly as scripts rely on it. Dates are ISO 8601 strings (the wire has no transformer). Fields may be added,
 * never renamed.
 */
export * from './ai-budget.ts'
export * from './audit.ts'
export * from './brand.ts'
export * from './campaign.ts'
export * from './community.ts'
export * from './dashboard.ts'
export * from './erasure.ts'
export * from './event.ts'
export * from './influencer.ts'
export * from './insight.ts'
export * from './member.ts'
export * from './pain-point.ts'
export * from './preview.ts'
export * from './run.ts'
export * from './sentence.ts'
export * from './separation.ts'
export * from './source.ts'
export * from './thread.ts'
export * from './time.ts'
export * from './viewer.ts'
