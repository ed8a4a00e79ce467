/** Only what a browser may open: a post's address is text from elsewhere. */
export const safeUrl = (url: string): string | null => (/^https?:\/\//i.test(url) ? url : null)
