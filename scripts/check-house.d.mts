export function checkHouse(root: string): {readonly scanned: number; readonly problems: readonly string[]};
