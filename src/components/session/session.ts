import {ContextProvider} from '@lit/context';
import {LitElement, html, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {isLocked} from '../../services/emergency/is-locked.ts';
import type {TokenSource} from '../../services/identity/token-source.ts';
import type {Session} from '../../services/ports.ts';
import type {SessionOptions} from '../../services/session.ts';
import {listenForTelLinks} from '../../services/tel-links.ts';
import {warnOnce} from '../base/warn-once.ts';
import {unlessCanceled} from '../controllers/command-controller.ts';
import {english} from '../strings/english.ts';
import {mergeStrings, type StringsOverride} from '../strings/merge-strings.ts';
import {stringsContext} from '../strings/strings-context.ts';
import {type GraphTokens, identityFor} from './identity.ts';
import {SessionFacts} from './session-facts.ts';
import {SessionProviders} from './session-providers.ts';
import {sessionStyles} from './session.styles.ts';

/** What a change of makes another session necessary. */
const SETTINGS = [
  'hubUrl',
  'identity',
  'authority',
  'clientId',
  'scope',
  'redirectUri',
  'allowedOrigins',
  'tokens',
  'graphScope',
  'graphUrl',
  'graphTokens',
  'session',
  'microphoneConstraints',
] as const;

/**
 * @summary The root of a desk: connects to the hub and gives the elements inside it what they need. It has no look.
 * @slot - The desk: a panel, a popover, and anything of the page around them.
 * @fires {ContactOfferedEvent} cordboard-contact-offered - A contact began to ring.
 * @fires {OfferAcceptedEvent} cordboard-offer-accepted - The agent has a contact that rang here.
 * @fires {ContactConnectedEvent} cordboard-contact-connected - Agent and customer are in the contact together.
 * @fires {ContactEndedEvent} cordboard-contact-ended - The contact is over for this agent; wrap-up may still be open.
 * @fires {ScreenPopEvent} cordboard-screen-pop - This page is to show the contact in its own tool. Cancel it when it has.
 * @fires {PresenceChangedEvent} cordboard-presence-changed - The agent's presence is another one.
 * @fires {ConnectionChangedEvent} cordboard-connection-changed - The connection to the hub is in another state.
 * @fires {DeskLockChangedEvent} cordboard-desk-lock-changed - The desk shows one thing only, or is itself again: the page takes its own commands away meanwhile.
 * @since 0.1.0
 */
export class CordboardSession extends LitElement {
  static override styles = sessionStyles;
  static override properties: PropertyDeclarations = {
    hubUrl: {attribute: 'hub-url'},
    identity: {},
    authority: {},
    clientId: {attribute: 'client-id'},
    scope: {},
    redirectUri: {attribute: 'redirect-uri'},
    allowedOrigins: {attribute: 'allowed-origins'},
    tokens: {attribute: false},
    graphScope: {attribute: 'graph-scope'},
    graphUrl: {attribute: 'graph-url'},
    graphTokens: {attribute: false},
    session: {attribute: false},
    microphoneConstraints: {attribute: false},
    telLinks: {type: Boolean, attribute: 'tel-links'},
    strings: {attribute: false},
  };

  /** Addresses of the hub, separated by spaces; the next one is tried when one is out of reach. */
  declare hubUrl: string;
  /** How agents sign in: `msal` (the default once an authority is given) or `frame` (the page around this one has tokens). */
  declare identity: string;
  /** The OpenID authority. */
  declare authority: string;
  /** The application's identifier at the authority. */
  declare clientId: string;
  /** The scope the hub asks for. */
  declare scope: string;
  /** The page that completes a sign-in. */
  declare redirectUri: string;
  /** For `identity="frame"`: origins of the pages that may hand tokens in, separated by spaces. */
  declare allowedOrigins: string;
  /** Where tokens come from, when the page has its own; goes before the attributes. */
  declare tokens: TokenSource | null;
  /** Scopes at Microsoft Graph, separated by spaces; with them the organisation's people can be found. */
  declare graphScope: string;
  /** Where Microsoft Graph is, when it is elsewhere than the world's. */
  declare graphUrl: string;
  /** Where tokens for Microsoft Graph come from, when the page has its own; goes before the scopes. */
  declare graphTokens: GraphTokens | null;
  /** A session made by the page with `createSession`; goes before everything else. The page disposes of it. */
  declare session: Session | null;
  /** Which microphone to use and how. */
  declare microphoneConstraints: MediaTrackConstraints | null;
  /** A click on a `tel:` link of the page puts the number into the dialer; it never calls by itself. */
  declare telLinks: boolean;
  /** Wording that differs from the English default. */
  declare strings: StringsOverride;

  readonly #providers = new SessionProviders(this);
  readonly #strings = new ContextProvider(this, {context: stringsContext, initialValue: english});
  #facts: SessionFacts | null = null;
  #current: Session | null = null;
  /** A session made here, and so disposed of here. */
  #own: Session | null = null;
  /** Raised with each change of settings; an older start that finishes later is thrown away. */
  #generation = 0;
  #started = false;
  #stopLinks: (() => void) | null = null;

  constructor() {
    super();
    this.hubUrl = '';
    this.identity = '';
    this.authority = '';
    this.clientId = '';
    this.scope = '';
    this.redirectUri = '';
    this.allowedOrigins = '';
    this.tokens = null;
    this.graphScope = '';
    this.graphUrl = '';
    this.graphTokens = null;
    this.session = null;
    this.microphoneConstraints = null;
    this.telLinks = false;
    this.strings = {};
    this.addEventListener('cordboard-contact-open-request', (event) =>
      unlessCanceled(event, () => this.#current?.screens.open(event.contactId)),
    );
  }

  /** The desk shows one thing only: a page shows neither Save nor Refresh of the contact's form meanwhile ([EM-11]). */
  get locked(): boolean {
    return isLocked(this.#current?.emergency);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#started) this.#start();
  }

  /** A move within the page disconnects and connects again at once: only an element that stays away is let go. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('strings')) this.#strings.setValue(mergeStrings(this.strings));
    if (changed.has('telLinks')) this.#listenForLinks();
    if (this.isConnected && (!this.#started || SETTINGS.some((each) => changed.has(each)))) this.#start();
  }

  protected override render(): TemplateResult<1> {
    return html`<slot></slot>`;
  }

  /** Makes the session; a seam for tests and for pages that bring their own. */
  protected async createSession(options: SessionOptions): Promise<Session> {
    const {createSession} = await import('../../services/session.ts');
    return createSession(options);
  }

  #listenForLinks(): void {
    this.#stopLinks?.();
    const session = this.telLinks ? this.#current : null;
    this.#stopLinks = session === null ? null : listenForTelLinks(this.ownerDocument, session);
  }

  #start(): void {
    this.#stop();
    this.#started = true;
    if (this.session !== null) this.#use(this.session);
    else void this.#make(this.#generation);
  }

  #stop(): void {
    this.#generation += 1;
    this.#started = false;
    this.#facts?.stop();
    this.#facts = null;
    this.#current = null;
    this.#listenForLinks();
    this.#providers.set(null);
    const own = this.#own;
    this.#own = null;
    void own?.dispose();
  }

  #use(session: Session): void {
    this.#current = session;
    this.#listenForLinks();
    this.#providers.set(session);
    this.#facts = new SessionFacts(session, (event) => this.dispatchEvent(event));
  }

  async #make(generation: number): Promise<void> {
    try {
      const hubUrls = readHubUrls(this.hubUrl);
      const given = this.tokens && {tokens: this.tokens, graph: null};
      const identity = hubUrls.length === 0 ? null : (given ?? (await identityFor(this)));
      if (identity === null || generation !== this.#generation) return;
      const microphone = this.microphoneConstraints;
      const graph = this.graphTokens ?? identity.graph;
      const made = await this.createSession({
        hubUrls,
        tokens: identity.tokens,
        ...(graph === null ? {} : {graph: {tokens: graph, ...(this.graphUrl === '' ? {} : {url: this.graphUrl})}}),
        ...(microphone === null ? {} : {microphoneConstraints: microphone}),
      });
      if (generation !== this.#generation) return void made.dispose();
      this.#own = made;
      this.#use(made);
    } catch (error) {
      warnOnce(`cordboard-session could not start: ${error instanceof Error ? error.message : 'unknown error'}`);
    }
  }
}

function readHubUrls(list: string): readonly string[] {
  return list.split(/\s+/).flatMap((each) => {
    if (each === '') return [];
    if (URL.canParse(each, document.baseURI)) return [new URL(each, document.baseURI).href];
    warnOnce(`cordboard-session hub-url: "${each}" is not an address.`);
    return [];
  });
}
