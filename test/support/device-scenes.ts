import type {DeviceState, MicrophoneProblem} from '../../src/services/ports.ts';
import {NOW, SETTINGS, connectedContact, ringing} from './component-contacts.ts';
import type {FakeSession} from './fake-session.ts';
import {BUILT_IN, HEADSET} from './fake-sound.ts';

type Scene = (session: FakeSession) => void;

function devices(change: Partial<DeviceState>): Scene {
  return ({devices: {state}}) => state.set({...state.value, ...change});
}

function problem(kind: MicrophoneProblem): Scene {
  return devices({permission: {status: 'failed', problem: kind}});
}

/** What the browser says before it has been asked: nothing has a name, and there is one of each at most. */
const UNASKED: Partial<DeviceState> = {
  permission: {status: 'unknown'},
  microphone: {available: [], chosen: null, used: null},
  speaker: {available: [{id: 's', label: '', groupId: ''}], chosen: null, used: null},
};

/** What can be the matter with sound and devices, by name. */
export const DEVICE_SCENES: Readonly<Record<string, Scene>> = {
  'go-online': (session) => {
    devices(UNASKED)(session);
    session.attention.state.set({...session.attention.state.value, sound: 'blocked', notifications: 'unknown'});
  },
  'microphone-blocked': problem('denied'),
  'microphone-dismissed': problem('dismissed'),
  'microphone-revoked': (session) => {
    session.contactList.set([connectedContact()]);
    session.voiceState.set({status: 'connected', contactId: 'contact-1'});
    problem('revoked')(session);
  },
  'microphone-in-frame': problem('frame-policy'),
  'microphone-missing': problem('missing'),
  'device-lost': (session) => {
    session.contactList.set([connectedContact()]);
    devices({
      microphone: {available: [BUILT_IN], chosen: HEADSET, used: null},
      news: {type: 'lost', label: HEADSET.label, kinds: ['microphone', 'speaker'], now: null},
    })(session);
  },
  'device-back': devices({news: {type: 'back', label: HEADSET.label, kinds: ['microphone', 'speaker']}}),
  'device-found': devices({news: {type: 'found', device: HEADSET}}),
  'ring-blocked': (session) => {
    session.ringing.set([ringing()]);
    session.attention.state.set({...session.attention.state.value, ring: 'blocked', sound: 'blocked'});
  },
  'auto-answer': (session) => {
    session.settings.set({...SETTINGS, desk: {...SETTINGS.desk, autoAnswer: true}});
    const each = ringing();
    session.ringing.set([each]);
    const autoAnswer = {offerId: each.offer.id, at: NOW + 1_000};
    session.attention.state.set({...session.attention.state.value, autoAnswer});
  },
  'echo-connected': ({devices: {echo}}) => echo.set({status: 'connected', endsAt: NOW + 24_000}),
  'echo-connecting': ({devices: {echo}}) => echo.set({status: 'connecting'}),
  'echo-refused': ({devices: {echo}}) => echo.set({status: 'failed', outcome: {status: 'refused', code: 'in-a-call'}}),
};
