import {type Context, ContextProvider} from '@lit/context';
import type {ReactiveElement} from 'lit';
import {
  administrationContext,
  attentionContext,
  clockContext,
  connectionContext,
  callbacksContext,
  consultsContext,
  contactsContext,
  devicesContext,
  dialContext,
  emergencyContext,
  offersContext,
  peopleContext,
  presenceContext,
  readinessContext,
  settingsContext,
  supervisorContext,
  voiceContext,
  voicemailContext,
} from '../../services/contexts.ts';
import type {Session} from '../../services/ports.ts';

/** Gives every service of a session to the elements inside the host; nothing while there is no session. */
export class SessionProviders {
  readonly #provide: readonly ((session: Session | null) => void)[];

  constructor(host: ReactiveElement) {
    this.#provide = [
      provider(host, connectionContext, (session) => session.connection),
      provider(host, presenceContext, (session) => session.presence),
      provider(host, offersContext, (session) => session.offers),
      provider(host, contactsContext, (session) => session.contacts),
      provider(host, consultsContext, (session) => session.consults),
      provider(host, callbacksContext, (session) => session.callbacks),
      provider(host, dialContext, (session) => session.dial),
      provider(host, voiceContext, (session) => session.voice),
      provider(host, devicesContext, (session) => session.devices),
      provider(host, attentionContext, (session) => session.attention),
      provider(host, emergencyContext, (session) => session.emergency),
      provider(host, peopleContext, (session) => session.people),
      provider(host, supervisorContext, (session) => session.supervisor),
      provider(host, administrationContext, (session) => session.administration),
      provider(host, voicemailContext, (session) => session.voicemail),
      provider(host, readinessContext, (session) => session.readiness),
      provider(host, settingsContext, (session) => session.settings),
      provider(host, clockContext, (session) => session.clock),
    ];
  }

  set(session: Session | null): void {
    for (const provide of this.#provide) provide(session);
  }
}

function provider<T>(
  host: ReactiveElement,
  context: Context<unknown, T>,
  serviceOf: (session: Session) => T,
): (session: Session | null) => void {
  const provided = new ContextProvider<Context<unknown, T | undefined>, ReactiveElement>(host, {context});
  return (session) => provided.setValue(session === null ? undefined : serviceOf(session));
}
