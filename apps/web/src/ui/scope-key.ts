import type { ScopeRequest } from '@echoscope/domain'

/** Keys a part of the page by its scope, so that nothing of one scope is carried over into another. */
export const keyOf = (scope: ScopeRequest): string => (scope.type === 'automatic' ? `automatic:${scope.brandId}` : `custom:${scope.campaignId}`)
