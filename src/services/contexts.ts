import {createContext} from '@lit/context';
import type {DeskSettings} from '../api/wire/events.ts';
import type {
  AttentionService,
  Clock,
  ConnectionService,
  ConsultService,
  ContactService,
  DeviceService,
  DialService,
  LateSupervisorService,
  OfferService,
  PresenceService,
  VoiceService,
} from './ports.ts';
import type {LateAdministrationService} from './administration/administration-ports.ts';
import type {CallbackService} from './callbacks/callback-ports.ts';
import type {EmergencyService} from './emergency/emergency-ports.ts';
import type {ReadinessService} from './readiness/readiness-ports.ts';
import type {PeopleService} from './people/people-ports.ts';
import type {Store} from './store.ts';
import type {LateVoicemailService} from './voicemail/voicemail-ports.ts';

/** One narrow context for each service: an element asks only for what it uses. */
export const connectionContext = createContext<ConnectionService>(Symbol('cordboard-connection'));
export const presenceContext = createContext<PresenceService>(Symbol('cordboard-presence'));
export const offersContext = createContext<OfferService>(Symbol('cordboard-offers'));
export const contactsContext = createContext<ContactService>(Symbol('cordboard-contacts'));
export const consultsContext = createContext<ConsultService>(Symbol('cordboard-consults'));
export const callbacksContext = createContext<CallbackService>(Symbol('cordboard-callbacks'));
export const dialContext = createContext<DialService>(Symbol('cordboard-dial'));
export const voiceContext = createContext<VoiceService>(Symbol('cordboard-voice'));
export const devicesContext = createContext<DeviceService>(Symbol('cordboard-devices'));
export const emergencyContext = createContext<EmergencyService>(Symbol('cordboard-emergency'));
export const attentionContext = createContext<AttentionService>(Symbol('cordboard-attention'));
/** The organisation's directory; null when the session has none. */
export const peopleContext = createContext<PeopleService | null>(Symbol('cordboard-people'));
export const supervisorContext = createContext<LateSupervisorService>(Symbol('cordboard-supervisor'));
export const administrationContext = createContext<LateAdministrationService>(Symbol('cordboard-administration'));
export const voicemailContext = createContext<LateVoicemailService>(Symbol('cordboard-voicemail'));
export const readinessContext = createContext<ReadinessService>(Symbol('cordboard-readiness'));
export const settingsContext = createContext<Store<DeskSettings | null>>(Symbol('cordboard-settings'));
export const clockContext = createContext<Clock>(Symbol('cordboard-clock'));
