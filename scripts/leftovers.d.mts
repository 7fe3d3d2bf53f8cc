export function endLeftovers(runId: string, runFolder: string): string[];
