import type {HubClient} from '../api/hub-client.ts';
import {SdkError} from '../api/errors.ts';
import {type Contact, type JoinedParticipant, isJoined, participantOfAgent} from '../domain/contact.ts';
import {isTelephoneRinging} from '../domain/telephone.ts';
import type {Clock, SoftphoneLease, VoiceService, VoiceState, VoiceTrouble} from './ports.ts';
import {SoftphoneClaim, type SoftphoneView} from './softphone-claim.ts';
import {type Store, WritableStore} from './store.ts';
import type {VoiceCarrier} from './voice/late-voice.ts';
import type {TroubleEdges} from './voice/trouble-watch.ts';
import type {VoiceError, VoiceLeg} from './voice/voice-adapter.ts';

type OwnLeg = {
  readonly contactId: string;
  readonly participant: JoinedParticipant;
  readonly legId: string;
  readonly epoch: number;
  readonly lost: boolean;
  /** The number is not reached yet. */
  readonly placing: boolean;
};
type Edges = {
  readonly hub: Pick<HubClient, 'send' | 'reportQuality'>;
  readonly adapter: VoiceCarrier;
  /** Looks at the sound of a leg until it is stopped. */
  readonly watch: (edges: TroubleEdges) => {stop(): void};
  readonly contacts: Store<readonly Contact[]>;
  readonly agentId: () => string | null;
  readonly deskId: string;
  /** What a person recognises this page by. */
  readonly label: string;
  readonly clock: Clock;
};

/**
 * Epochs begin anew with each page that gets the sound, above those of the page before it: what this page was told of the
 * leg may be older than that one's last join.
 */
const EPOCHS_PER_HOLDER = 1_000;

/** After a join that failed for no reason of the person's. */
const JOIN_AGAIN_MS = 2_000;

/**
 * Keeps this desk's audio at what the hub says: joins the agent's leg, mutes it, lets go of it, joins again when its
 * media process was replaced. Of all pages of one agent, the one that the hub names has the audio.
 */
export class HubVoiceService implements VoiceService {
  readonly #edges: Edges;
  readonly #state = new WritableStore<VoiceState>({status: 'idle'});
  readonly #trouble = new WritableStore<VoiceTrouble | null>(null);
  readonly #claim: SoftphoneClaim;
  readonly #ends: readonly (() => void)[];
  #leg: VoiceLeg | null = null;
  #watch: {stop(): void} | null = null;
  #joining: string | null = null;
  #failed: {readonly legId: string; readonly error: VoiceError} | null = null;
  /** The leg whose audio a desk of protocol 1, which knows no lease, has fetched. */
  #yieldedLegId: string | null = null;
  /** The highest epoch this page has tried; what the hub told last may be older than what it knows. */
  #tried = {legId: '', epoch: 0};
  /** The hub has said that it carries this one: if it says later that it is lost, that is news. */
  #carried = {legId: '', epoch: 0};
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(edges: Edges) {
    this.#edges = edges;
    const {hub, deskId, label, contacts, adapter} = edges;
    this.#claim = new SoftphoneClaim({hub, deskId, label, onChange: () => this.#follow()});
    this.#ends = [contacts.subscribe(() => this.#follow()), adapter.devices.onChange(() => this.#deviceChanged())];
  }

  get state(): Store<VoiceState> {
    return this.#state;
  }

  get softphone(): Store<SoftphoneView> {
    return this.#claim.view;
  }

  get trouble(): Store<VoiceTrouble | null> {
    return this.#trouble;
  }

  async resumeAudio(): Promise<void> {
    await this.#leg?.resumeAudio();
  }

  async retry(): Promise<void> {
    this.#failed = null;
    this.#yieldedLegId = null;
    this.#dropLeg();
    this.#claim.fetch();
    this.#follow();
  }

  /** The agent is known, and who has their sound. */
  handleAgent(agentId: string, lease: SoftphoneLease | null): void {
    this.#claim.handleAgent(agentId, lease);
    this.#follow();
  }

  handleLease(lease: SoftphoneLease | null): void {
    this.#claim.handleLease(lease);
  }

  handleSignedOut(): void {
    this.#claim.resign();
    this.#follow();
  }

  dispose(): void {
    for (const end of this.#ends) end();
    clearTimeout(this.#again);
    this.#claim.resign();
    this.#dropLeg();
  }

  #follow(): void {
    const own = this.#ownLeg();
    if (this.#leg !== null && this.#leg.legId !== own?.legId) this.#dropLeg();
    if (own === null) {
      this.#failed = null;
      this.#yieldedLegId = null;
      return this.#state.set({status: 'idle'});
    }
    if (own.participant.leg?.kind === 'trunk') return this.#showTelephone(own);
    const leg = this.#leg;
    if (!own.lost) this.#carried = {legId: own.legId, epoch: own.epoch};
    // Let go of at once: whoever has the sound now is about to join.
    if (!this.#claim.own) return this.#yield(own.contactId);
    if (leg === null) return this.#stepIn(own);
    if (own.epoch > leg.epoch) {
      this.#yieldedLegId = own.legId;
      return this.#yield(own.contactId);
    }
    if (own.participant.muted && !leg.muted) leg.mute();
    if (!own.participant.muted && leg.muted) leg.unmute();
    if (this.#isLost(own, leg)) void leg.rejoin(leg.epoch + 1);
  }

  /** Lost since the hub carried it. One that the hub has not heard of yet is on its way, and looks after itself. */
  #isLost({lost, legId, epoch}: OwnLeg, leg: VoiceLeg): boolean {
    const carried = this.#carried.legId === legId && this.#carried.epoch === epoch;
    return lost && carried && epoch === leg.epoch && leg.state !== 'connecting';
  }

  /** [DT-3] It is spoken there, whichever page has the sound. */
  #showTelephone({contactId, participant, placing}: OwnLeg): void {
    const next = {status: 'telephone', contactId, ringing: isTelephoneRinging(participant), placing} as const;
    const now = this.#state.value;
    const same =
      now.status === 'telephone' &&
      now.contactId === contactId &&
      now.ringing === next.ringing &&
      now.placing === placing;
    if (!same) this.#state.set(next);
  }

  /** Joins the agent's leg, unless a desk without leases has it. A leg that is lost there may be fetched. */
  #stepIn(own: OwnLeg): void {
    if (own.lost) this.#yieldedLegId = null;
    if (this.#yieldedLegId === own.legId) return this.#yield(own.contactId);
    if (this.#joining === own.legId || this.#failed?.legId === own.legId) return;
    void this.#join(own);
  }

  #yield(contactId: string): void {
    this.#dropLeg();
    const elsewhere = this.#claim.elsewhere || this.#yieldedLegId !== null;
    this.#state.set({status: elsewhere ? 'elsewhere' : 'connecting', contactId});
  }

  #ownLeg(): OwnLeg | null {
    const agentId = this.#edges.agentId();
    if (agentId === null) return null;
    for (const contact of this.#edges.contacts.value) {
      const participant = participantOfAgent(contact, agentId);
      if (!isJoined(participant) || participant.leg === null) continue;
      const {id: legId, epoch, status} = participant.leg;
      const placing = contact.status === 'dialling';
      return {contactId: contact.id, participant, legId, epoch, lost: status === 'lost', placing};
    }
    return null;
  }

  async #join(own: OwnLeg): Promise<void> {
    const {legId, contactId} = own;
    this.#joining = legId;
    if (this.#state.value.status !== 'reconnecting') this.#state.set({status: 'connecting', contactId});
    const tried = this.#tried.legId === legId ? this.#tried.epoch : 0;
    const epoch = Math.max(own.epoch, tried, this.#claim.fence * EPOCHS_PER_HOLDER) + 1;
    this.#tried = {legId, epoch};
    const joined = await this.#edges.adapter.join({
      legId,
      epoch,
      muted: own.participant.muted,
      nextEpoch: async (leg) => this.#nextEpoch(leg.legId, leg.epoch),
    });
    this.#joining = null;
    if (this.#ownLeg()?.legId !== legId || !this.#claim.own) {
      if (joined.ok) joined.value.hangUp();
      return this.#follow();
    }
    if (!joined.ok) return this.#fail(contactId, legId, joined.error);
    this.#take(joined.value, contactId);
    this.#follow();
  }

  /** Null when the leg is over, or another desk has it. */
  #nextEpoch(legId: string, epoch: number): number | null {
    const own = this.#ownLeg();
    if (own === null || own.legId !== legId || own.epoch > epoch || !this.#claim.own) return null;
    this.#tried = {legId, epoch: epoch + 1};
    return epoch + 1;
  }

  #take(leg: VoiceLeg, contactId: string): void {
    this.#leg = leg;
    const show = () => this.#leg === leg && this.#show(leg, contactId);
    leg.on('stateChanged', show);
    leg.on('playbackChanged', show);
    leg.on('failed', (error) => this.#leg === leg && this.#fail(contactId, leg.legId, error));
    this.#watch = this.#edges.watch({
      leg,
      contactId,
      clock: this.#edges.clock,
      onTrouble: (trouble) => this.#trouble.set(trouble),
      report: (report) => this.#edges.hub.reportQuality(report),
    });
    this.#show(leg, contactId);
  }

  #show(leg: VoiceLeg, contactId: string): void {
    if (leg.playback === 'autoplay-blocked') return this.#state.set({status: 'autoplay-blocked', contactId});
    if (leg.state === 'connected') return this.#state.set({status: 'connected', contactId});
    if (leg.state === 'disconnected') return this.#state.set({status: 'reconnecting', contactId});
    if (leg.state === 'connecting' && this.#state.value.status !== 'reconnecting')
      this.#state.set({status: 'connecting', contactId});
  }

  /** A microphone that is missing waits for the person or the device; anything else is tried again for as long as the call lasts. */
  #fail(contactId: string, legId: string, error: VoiceError): void {
    const {code, message, cause} = error;
    this.#failed = {legId, error};
    this.#dropLeg();
    this.#state.set({status: 'failed', contactId, error: new SdkError(code, message, {cause})});
    clearTimeout(this.#again);
    if (code === 'media-failed') this.#again = setTimeout(() => this.#tryAgain(), JOIN_AGAIN_MS);
  }

  #deviceChanged(): void {
    const code = this.#failed?.error.code;
    if (code === 'microphone-missing' || code === 'microphone-busy') this.#tryAgain();
  }

  #tryAgain(): void {
    clearTimeout(this.#again);
    this.#failed = null;
    this.#follow();
  }

  #dropLeg(): void {
    this.#watch?.stop();
    this.#watch = null;
    this.#leg?.hangUp();
    this.#leg = null;
  }
}
