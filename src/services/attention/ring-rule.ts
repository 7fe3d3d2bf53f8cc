import type {DeskSettings, RingingOffer, SoftphoneLease} from '../ports.ts';
import type {RingKind} from './ring-patterns.ts';

/** Where the sound is, as far as this page knows. */
export type SoundPlace = {
  readonly lease: SoftphoneLease | null;
  readonly own: boolean;
  /** Whether this page rings among those of its browser. */
  readonly leads: boolean;
};

/** The page that has the sound rings. While none has it that is connected, one page of each browser does. */
export function isSoundHere({lease, own, leads}: SoundPlace): boolean {
  return own || (lease === null || !lease.present ? leads : false);
}

export type RingFacts = {
  readonly ringing: readonly RingingOffer[];
  /** Offers that are being answered or declined in this page. */
  readonly hushed: ReadonlySet<string>;
  /** Without a connection nothing can be answered, and nobody knows whether it still rings. */
  readonly connected: boolean;
  readonly now: number;
};

/** What rings: presented, not answered or declined here, its time not over. */
export function whatRings({ringing, hushed, connected, now}: RingFacts): readonly RingingOffer[] {
  if (!connected) return [];
  return ringing.filter(({offer}) => offer.status === 'ringing' && !hushed.has(offer.id) && offer.expiresAt > now);
}

/** The most urgent of what rings decides how it sounds. Somebody who is speaking hears a knock. */
export function ringKindOf(rings: readonly RingingOffer[], speaking: boolean): RingKind | null {
  if (rings.length === 0) return null;
  if (rings.some(({contact}) => contact.kind === 'emergency-callback')) return 'emergency';
  if (speaking) return 'knock';
  if (rings.some(({offer, contact}) => offer.purpose === 'answer' && contact.kind === 'ordinary')) return 'call';
  return rings.some(({contact}) => contact.kind === 'callback') ? 'callback' : 'consult';
}

export type AutoAnswerFacts = {
  readonly each: RingingOffer;
  readonly settings: DeskSettings | null;
  readonly soundHere: boolean;
  readonly soundUnlocked: boolean;
  readonly microphoneGranted: boolean;
  readonly speaking: boolean;
};

/** A customer's call is answered by itself only where the agent can be heard and hears: elsewhere it rings. */
export function mayAutoAnswer(facts: AutoAnswerFacts): boolean {
  const {contact, offer} = facts.each;
  return (
    facts.settings?.desk.autoAnswer === true &&
    // [DT-3] A telephone has to be picked up.
    facts.settings.desk.telephone === null &&
    contact.channel === 'voice' &&
    contact.kind !== 'emergency-callback' &&
    offer.purpose === 'answer' &&
    facts.soundHere &&
    facts.soundUnlocked &&
    facts.microphoneGranted &&
    !facts.speaking
  );
}
