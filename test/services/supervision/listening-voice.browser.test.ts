import {expect} from '@open-wc/testing';
import type {Contact} from '../../../src/domain/contact.ts';
import {HubVoiceService} from '../../../src/services/hub-voice-service.ts';
import {WritableStore} from '../../../src/services/store.ts';
import type {LegJoin, VoiceLeg, VoiceResult} from '../../../src/services/voice/voice-adapter.ts';
import {AGENT_ID, NOW} from '../../support/component-contacts.ts';
import {listenedContact} from '../../support/supervisor-scenes.ts';

const DESK_ID = 'desk-1';
const DONE: VoiceResult<void> = {ok: true, value: undefined};

/** A leg that keeps what became of it. */
class KeptLeg implements VoiceLeg {
  readonly legId: string;
  readonly epoch: number;
  readonly state = 'connected';
  readonly playback = 'playing';
  readonly remoteStream = null;
  muted: boolean;
  ended = false;

  constructor({legId, epoch, muted = false}: LegJoin) {
    this.legId = legId;
    this.epoch = epoch;
    this.muted = muted;
  }

  mute(): void {
    this.muted = true;
  }

  unmute(): void {
    this.muted = false;
  }

  hangUp(): void {
    this.ended = true;
  }

  sendDtmf = async (): Promise<VoiceResult<void>> => DONE;
  resumeAudio = async (): Promise<VoiceResult<void>> => DONE;
  rejoin = async (): Promise<VoiceResult<void>> => DONE;
  quality = (): Promise<never> => Promise.reject(new Error('nobody asks'));
  on = () => (): void => undefined;
}

describe('the sound of a supervisor', () => {
  it('[SU-34] their leg is joined without being heard, heard once they speak, and let go of when they stop', async () => {
    const contacts = new WritableStore<readonly Contact[]>([]);
    const joined = Promise.withResolvers<KeptLeg>();
    const claimed: string[] = [];
    const voice = new HubVoiceService({
      hub: {
        send: async (name) => {
          claimed.push(name);
          return {status: 'refused', code: 'sound-elsewhere'};
        },
        reportQuality: () => undefined,
      },
      adapter: {
        join: async (join) => {
          const leg = new KeptLeg(join);
          joined.resolve(leg);
          return {ok: true, value: leg};
        },
        devices: {onChange: () => () => undefined},
      },
      watch: () => ({stop: () => undefined}),
      contacts,
      agentId: () => AGENT_ID,
      deskId: DESK_ID,
      label: 'test',
      clock: {now: () => NOW},
    });
    const lease = {deskId: DESK_ID, fence: 1, since: NOW, label: 'test', present: true};
    const owns = new Promise<void>((resolve) => {
      voice.softphone.subscribe(({own}) => own && resolve());
    });
    voice.handleAgent(AGENT_ID, lease);
    await owns;
    contacts.set([listenedContact()]);
    const leg = await joined.promise;
    expect([leg.legId, leg.muted]).to.deep.equal(['leg-s', true]);
    await new Promise<void>((resolve) => {
      const look = (): void => (voice.state.value.status === 'connected' ? resolve() : undefined);
      voice.state.subscribe(look);
      look();
    });
    contacts.set([listenedContact(false)]);
    expect(leg.muted).to.equal(false);
    contacts.set([listenedContact()]);
    expect(leg.muted).to.equal(true);
    contacts.set([]);
    expect(leg.ended).to.equal(true);
    expect(voice.state.value.status).to.equal('idle');
    expect(claimed).not.to.include('AcceptOffer');
    voice.dispose();
  });
});
