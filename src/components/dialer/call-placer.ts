import type {ReactiveControllerHost} from 'lit';
import type {EmergencyMatch} from '../../domain/emergency-match.ts';
import {contactsContext, dialContext, emergencyContext, settingsContext} from '../../services/contexts.ts';
import type {DialService, Outcome} from '../../services/ports.ts';
import {CommandController, type CommandState, commandKey, unlessCanceled} from '../controllers/command-controller.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {carriesEmergencies} from '../emergency/emergency-words.ts';
import {DialRequestEvent, RedialRequestEvent} from './dialer.events.ts';
import type {Outbound} from './dialer-parts.ts';

const NOT_EMERGENCY: EmergencyMatch = {kind: 'none'};

/** What the dialer reads of its session, and its calls: each is a request first, and a command if nobody cancels it. */
export class CallPlacer {
  readonly #host: HTMLElement;
  readonly #dial;
  readonly #emergency;
  readonly #settings;
  readonly #contacts;
  readonly #commands: CommandController;
  readonly #placed: () => void;
  #contactCount = 0;
  #hasCall = false;

  /** @param placed the hub took the call */
  constructor(host: ReactiveControllerHost & HTMLElement, placed: () => void) {
    this.#host = host;
    this.#placed = placed;
    this.#dial = new ServiceController(host, dialContext, (service) => [service.draft]);
    this.#emergency = new ServiceController(host, emergencyContext, (service) => [service.attempt]);
    this.#settings = new ServiceController(host, settingsContext, (store) => [store]);
    this.#contacts = new ServiceController(host, contactsContext, (service) => [service.contacts]);
    this.#commands = new CommandController(host);
  }

  get service(): DialService | undefined {
    return this.#dial.service;
  }

  /** Where the agent is. */
  get home(): string {
    return this.#settings.service?.value?.country ?? '';
  }

  /** Settings that are not known yet refuse nothing. */
  get outbound(): Outbound {
    const settings = this.#settings.service?.value;
    return settings == null ? {profile: '', callerNumber: ''} : settings.outbound;
  }

  /** The call of the field. */
  get state(): CommandState {
    return this.#commands.state('dial');
  }

  redialState(contactId: string): CommandState {
    return this.#commands.state(commandKey('redial', contactId));
  }

  /** Every command that has something to say. */
  get states(): readonly CommandState[] {
    return [...this.#commands.commands.values()];
  }

  /** Whether a call may be placed at all just now. */
  get ready(): boolean {
    return this.outbound !== null && this.state.status !== 'pending';
  }

  matchEmergency(typed: string): EmergencyMatch {
    return this.service?.matchEmergency(typed) ?? NOT_EMERGENCY;
  }

  /** Whether an emergency can be called from here. */
  get carriesEmergencies(): boolean {
    // Not known yet is no reason to say that it does not: the dial says whether it gets through.
    const settings = this.#settings.service?.value ?? null;
    if (settings === null) return this.#emergency.service !== undefined;
    return carriesEmergencies(settings);
  }

  /** No request comes before it: no page may cancel it, and none learns of it ([EM-30]). */
  callEmergency(number: string): void {
    void this.#emergency.service?.dial(number);
    this.#placed();
  }

  /** Takes back what was said of the last call: another number is in the field. */
  forget(): void {
    this.#commands.forget('dial');
  }

  /**
   * What was refused for being busy may be called once the agent has other contacts.
   * @returns whether their call has gone
   */
  forgetWhenOthers(): boolean {
    const contacts = this.#contacts.service?.contacts.value ?? [];
    if (contacts.length !== this.#contactCount) this.#commands.forget('dial');
    this.#contactCount = contacts.length;
    const hadCall = this.#hasCall;
    this.#hasCall = contacts.some(({channel}) => channel === 'voice');
    return hadCall && !this.#hasCall;
  }

  dial(number: string): void {
    const event = new DialRequestEvent(number);
    this.#host.dispatchEvent(event);
    unlessCanceled(event, () => void this.#run('dial', () => this.service?.dial(number)));
  }

  /** @param fromField the field's own button waits for it */
  redial(contactId: string, fromField: boolean): void {
    const event = new RedialRequestEvent(contactId);
    const key = fromField ? 'dial' : commandKey('redial', contactId);
    this.#host.dispatchEvent(event);
    unlessCanceled(event, () => void this.#run(key, () => this.service?.redial(contactId)));
  }

  async #run(key: string, command: () => Promise<Outcome> | undefined): Promise<void> {
    const outcome = await this.#commands.run(key, command);
    if (outcome?.status === 'done') this.#placed();
  }
}
