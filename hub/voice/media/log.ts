/** One JSON object a line on standard error. Never session descriptions, addresses, digits or numbers of people. */
export function log(
  level: 'info' | 'warn' | 'error',
  event: string,
  facts: Readonly<Record<string, string | number>> = {},
): void {
  process.stderr.write(`${JSON.stringify({at: new Date().toISOString(), level, event, ...facts})}\n`);
}
