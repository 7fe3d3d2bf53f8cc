import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import type {EmergencyView} from '../../src/services/ports.ts';
import {NOW, SETTINGS, ringing} from './component-contacts.ts';
import {FakeSession} from './fake-session.ts';
import {TELEPHONE} from './telephone-scenes.ts';

/** The agent's own emergency as a desk is told it: in the call, unless it is changed. */
export function emergencyView(changes: Partial<EmergencyView> = {}): EmergencyView {
  return {
    callId: 'call-1',
    status: 'connected',
    why: null,
    number: '911',
    test: false,
    dialledAt: NOW - 67_000,
    connectedAt: NOW - 60_000,
    callbackNumber: '+12015550190',
    callbackEndsAt: NOW + 3_500_000,
    locked: true,
    holdsPresence: true,
    contacts: 'nobody',
    leg: {id: 'leg-1', epoch: 1, lost: false},
    version: 2,
    ...changes,
  };
}

/** Responders ring back after the agent has ended the call: the desk is its own. */
export function rungBack(changes: Partial<EmergencyView> = {}): EmergencyView {
  return emergencyView({status: 'ringing-back', connectedAt: null, locked: false, version: 5, ...changes});
}

type Scene = (session: FakeSession) => void;

function telephone(session: FakeSession): void {
  session.settings.set({...SETTINGS, emergency: 'routed', desk: {...SETTINGS.desk, telephone: TELEPHONE}});
}

/** Emergencies on a page that has a popover and nothing else of the desk. */
export const POPOVER_EMERGENCIES: Readonly<Record<string, Scene>> = {
  'popover-emergency': (session) => session.ownEmergency.set(emergencyView()),
  'popover-emergency-telephone': (session) => {
    telephone(session);
    session.ownEmergency.set(emergencyView({status: 'dialling', connectedAt: null}));
  },
  'popover-emergency-no-sound': (session) => {
    telephone(session);
    session.emergencySound.set({status: 'failed', code: 'microphone-missing'});
    session.ownEmergency.set(emergencyView());
  },
  'popover-rung-back': (session) => session.ownEmergency.set(rungBack()),
  'popover-rung-back-busy': (session) => {
    session.ownEmergency.set(rungBack());
    session.ringing.set([
      ringing({id: 'r1', name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine'}),
      ringing({id: 'r2', name: 'Jón Ásgeirsson', channel: 'chat'}),
    ]);
  },
};

/** A session with a popover alone, in the state of a scene. It is not in the page yet. */
export function buildPopoverAlone(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  POPOVER_EMERGENCIES[name]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new TypeError('cordboard-session is not defined');
  root.session = session;
  root.append(document.createElement('cordboard-popover'));
  return root;
}
