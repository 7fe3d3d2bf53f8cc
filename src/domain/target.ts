/** Whom an agent asks or gives the customer to, by consult or transfer ([CO-1]). */
export type Target =
  | {readonly kind: 'agent'; readonly agentId: string; readonly name: string}
  | {readonly kind: 'queue'; readonly queueId: string; readonly name: string}
  | {readonly kind: 'entry-point'; readonly entryPointId: string; readonly name: string; readonly number: string | null}
  | {readonly kind: 'dial-number'; readonly address: string; readonly name: string | null};

/** The same as a desk asks for it: what it is called, the hub knows. */
export type TargetWish =
  | {readonly kind: 'agent'; readonly agentId: string}
  | {readonly kind: 'queue'; readonly queueId: string}
  | {readonly kind: 'entry-point'; readonly entryPointId: string}
  /** As typed, or a colleague's work number; the name is only shown. */
  | {readonly kind: 'dial-number'; readonly number: string; readonly name: string | null};

/**
 * [CO-39] A number, a queue or an entry point is reached by asking: Transfer and Conference need not wait for a person.
 * [CO-38] An agent has to accept first.
 */
export function isReachedAtOnce({kind}: Pick<Target, 'kind'>): boolean {
  return kind !== 'agent';
}
