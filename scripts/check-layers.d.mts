export function checkLayers(root: string): {readonly scanned: number; readonly problems: readonly string[]};
