/**
 * Why a rule says no. A refusal is a value, never an exception; the sentence a person reads is in the desk's strings,
 * so that it can be translated (`refusals`).
 */
export type Refusal =
  | 'already-accepted'
  | 'already-wrapped-up'
  | 'capacity-full'
  | 'command-late'
  | 'contact-ended'
  | 'contact-gone'
  | 'contact-open'
  | 'customer-held'
  | 'emergency-not-carried'
  | 'internal'
  | 'invalid-command'
  | 'invalid-number'
  | 'invalid-presence'
  | 'invalid-reason'
  | 'not-connected'
  | 'not-permitted'
  | 'not-yours'
  | 'nothing-to-mute'
  | 'offer-expired'
  | 'offer-gone'
  | 'offer-ringing'
  | 'stale-join'
  | 'unknown-command'
  | 'unobtainable'
  | 'unsupported-protocol'
  | 'wrap-up-not-open'
  | 'wrap-up-too-long';
