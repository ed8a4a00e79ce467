/** The one spelling of a UUID that is taken; apart from `ids.ts`, so that a page which only reads an address carries no schema library. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the one spelling of a UUID that may stand in `SET LOCAL app.… = '…'`, which takes no bind parameter. */
export const isUuid = (text: string): boolean => uuidPattern.test(text)
