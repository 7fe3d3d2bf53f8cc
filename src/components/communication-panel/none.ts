/** One and the same list of nothing, so that what gets it is not drawn anew. */
export const NONE: readonly never[] = [];
