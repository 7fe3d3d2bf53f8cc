const said = new Set<string>();

/** Tells the developer of the page, once for each text, that a value cannot be used and what to do. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`cordboard: ${message}`);
}
