export function checkDocs(root: string): {readonly elements: number; readonly problems: readonly string[]};
