import type {HubClient} from '../api/hub-client.ts';
import {SdkError} from '../api/errors.ts';
import {type Contact, type JoinedParticipant, isJoined, participantOfAgent} from '../domain/contact.ts';
import {MediaLeader} from './media-leader.ts';
import type {SoftphoneLease, VoiceService, VoiceState, VoiceTrouble} from './ports.ts';
import {type Store, WritableStore} from './store.ts';
import type {VoiceAdapter, VoiceError, VoiceLeg} from './voice/voice-adapter.ts';

type OwnLeg = {
  readonly contactId: string;
  readonly participant: JoinedParticipant;
  readonly legId: string;
  readonly epoch: number;
  readonly lost: boolean;
};
type Edges = {
  readonly hub: Pick<HubClient, 'send'>;
  readonly adapter: VoiceAdapter;
  readonly contacts: Store<readonly Contact[]>;
  readonly agentId: () => string | null;
};

/**
 * Keeps this desk's audio at what the hub says: joins the agent's leg, mutes it, lets go of it, joins again when its
 * media process was replaced. Of several tabs of one agent, one leads and has the audio.
 */
export class HubVoiceService implements VoiceService {
  readonly #edges: Edges;
  readonly #state = new WritableStore<VoiceState>({status: 'idle'});
  readonly #softphone = new WritableStore<{lease: SoftphoneLease | null; own: boolean}>({lease: null, own: false});
  readonly #trouble = new WritableStore<VoiceTrouble | null>(null);
  readonly #leader = new MediaLeader(() => this.#follow());
  readonly #unsubscribe: () => void;
  #leg: VoiceLeg | null = null;
  #joining: string | null = null;
  #failedLegId: string | null = null;
  /** The leg whose audio another desk of this agent has fetched. */
  #yieldedLegId: string | null = null;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#unsubscribe = edges.contacts.subscribe(() => this.#follow());
  }

  get state(): Store<VoiceState> {
    return this.#state;
  }

  get softphone(): Store<{readonly lease: SoftphoneLease | null; readonly own: boolean}> {
    return this.#softphone;
  }

  get trouble(): Store<VoiceTrouble | null> {
    return this.#trouble;
  }

  async resumeAudio(): Promise<void> {
    await this.#leg?.resumeAudio();
  }

  async retry(): Promise<void> {
    this.#failedLegId = null;
    this.#yieldedLegId = null;
    this.#leg?.hangUp();
    this.#leg = null;
    if (this.#leader.waits) this.#leader.takeOver();
    else this.#follow();
  }

  /** The agent is known: from now on one of their tabs has the audio. */
  handleAgent(agentId: string): void {
    this.#leader.campaign(agentId);
    this.#follow();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#leader.resign();
    this.#leg?.hangUp();
    this.#leg = null;
  }

  #follow(): void {
    const own = this.#ownLeg();
    if (this.#leg !== null && this.#leg.legId !== own?.legId) this.#release();
    if (own === null) {
      this.#failedLegId = null;
      this.#yieldedLegId = null;
      return this.#state.set({status: 'idle'});
    }
    const leg = this.#leg;
    if (leg === null) return this.#stepIn(own);
    // Another desk of this agent joined after us: the audio is there now, and fetching it back would never end.
    if (own.epoch > leg.epoch) this.#yieldedLegId = own.legId;
    if (own.epoch > leg.epoch || this.#leader.waits) return this.#yield(own.contactId);
    if (own.participant.muted && !leg.muted) leg.mute();
    if (!own.participant.muted && leg.muted) leg.unmute();
    if (own.lost && own.epoch === leg.epoch && leg.state === 'connected') void leg.rejoin(leg.epoch + 1);
  }

  /** Joins the agent's leg, unless another desk has it. A leg that is lost there may be fetched. */
  #stepIn(own: OwnLeg): void {
    if (own.lost) this.#yieldedLegId = null;
    if (this.#leader.waits || this.#yieldedLegId === own.legId) return this.#yield(own.contactId);
    if (!this.#leader.leads || this.#joining === own.legId || this.#failedLegId === own.legId) return;
    void this.#join(own);
  }

  #yield(contactId: string): void {
    this.#release();
    this.#state.set({status: 'elsewhere', contactId});
  }

  #ownLeg(): OwnLeg | null {
    const agentId = this.#edges.agentId();
    if (agentId === null) return null;
    for (const contact of this.#edges.contacts.value) {
      const participant = participantOfAgent(contact, agentId);
      if (!isJoined(participant) || participant.leg === null) continue;
      const {id: legId, epoch, status} = participant.leg;
      return {contactId: contact.id, participant, legId, epoch, lost: status === 'lost'};
    }
    return null;
  }

  async #join(own: OwnLeg): Promise<void> {
    const {legId, contactId} = own;
    this.#joining = legId;
    this.#state.set({status: 'connecting', contactId});
    const joined = await this.#edges.adapter.join({
      legId,
      epoch: own.epoch + 1,
      muted: own.participant.muted,
      nextEpoch: async (leg) => this.#nextEpoch(leg.legId, leg.epoch),
    });
    this.#joining = null;
    if (this.#ownLeg()?.legId !== legId) {
      if (joined.ok) joined.value.hangUp();
      return this.#follow();
    }
    if (!joined.ok) return this.#failed(contactId, legId, joined.error);
    this.#leg = joined.value;
    this.#watch(joined.value, contactId);
    this.#show(joined.value, contactId);
    this.#follow();
  }

  /** Null when the leg is over, or another desk has it. */
  #nextEpoch(legId: string, epoch: number): number | null {
    const own = this.#ownLeg();
    return own === null || own.legId !== legId || own.epoch > epoch ? null : epoch + 1;
  }

  #watch(leg: VoiceLeg, contactId: string): void {
    const show = () => this.#leg === leg && this.#show(leg, contactId);
    leg.on('stateChanged', show);
    leg.on('playbackChanged', show);
    leg.on('failed', (error) => this.#leg === leg && this.#failed(contactId, leg.legId, error));
  }

  #show(leg: VoiceLeg, contactId: string): void {
    if (leg.playback === 'autoplay-blocked') return this.#state.set({status: 'autoplay-blocked', contactId});
    if (leg.state === 'connected') return this.#state.set({status: 'connected', contactId});
    if (leg.state === 'disconnected') return this.#state.set({status: 'reconnecting', contactId});
    if (leg.state === 'connecting' && this.#state.value.status !== 'reconnecting')
      this.#state.set({status: 'connecting', contactId});
  }

  #failed(contactId: string, legId: string, {code, message, cause}: VoiceError): void {
    this.#failedLegId = legId;
    this.#leg?.hangUp();
    this.#leg = null;
    this.#state.set({status: 'failed', contactId, error: new SdkError(code, message, {cause})});
  }

  #release(): void {
    this.#leg?.hangUp();
    this.#leg = null;
    this.#state.set({status: 'idle'});
  }
}
