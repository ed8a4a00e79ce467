/** An error as a log has it; texts of posts never stand in one. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
