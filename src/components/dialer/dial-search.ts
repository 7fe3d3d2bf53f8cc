import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {isNumberText, significantOf} from '../../domain/dial-format.ts';
import type {AddressEntry, DialService, RecentContact} from '../../services/ports.ts';

/** Somebody who can be called: of the recent calls, or of the address book. */
export type Candidate = {
  readonly key: string;
  readonly name: string | null;
  /** As the agent may see it; masked, it cannot be typed. */
  readonly number: string;
  readonly note: string | null;
  /** Of a recent call: the hub knows the number even where the agent does not. */
  readonly contactId: string | null;
};

type Loaded<T> =
  | {readonly status: 'idle' | 'loading' | 'failed'}
  | {readonly status: 'done'; readonly found: readonly T[]};

/** As long as a person pauses between two keys. */
const DEBOUNCE_MS = 150;
const SHORTEST = 2;
const RECENTS_FOUND_MAX = 4;

/** Who fits what stands in the field. An answer that comes after the next question is dropped. */
export class DialSearch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #service: () => Pick<DialService, 'findAddresses' | 'listRecents'> | undefined;
  #text = '';
  #recents: Loaded<RecentContact> = {status: 'idle'};
  #addresses: Loaded<AddressEntry> = {status: 'idle'};
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    service: () => Pick<DialService, 'findAddresses' | 'listRecents'> | undefined,
  ) {
    this.#host = host;
    this.#service = service;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  get recents(): Loaded<RecentContact> {
    return this.#recents;
  }

  get addresses(): Loaded<AddressEntry>['status'] {
    return this.#addresses.status;
  }

  /** Whether there is enough to look for. */
  get active(): boolean {
    return isSearchable(this.#text);
  }

  get candidates(): readonly Candidate[] {
    if (!this.active) return [];
    const recents = this.#recents.status === 'done' ? this.#recents.found : [];
    const recent = distinct(recents.filter((each) => fits(each, this.#text)).map(fromRecent)).slice(
      0,
      RECENTS_FOUND_MAX,
    );
    const addresses = this.#addresses.status === 'done' ? this.#addresses.found.map(fromAddress) : [];
    const known = new Set(recent.map((each) => significantOf(each.number)));
    return [...recent, ...addresses.filter((each) => !known.has(significantOf(each.number)))];
  }

  /** Looks for what stands in the field now. */
  look(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    clearTimeout(this.#timer);
    if (!this.active) return this.#setAddresses({status: 'idle'});
    if (this.#recents.status === 'idle') void this.loadRecents();
    this.#setAddresses({status: 'loading'});
    this.#timer = setTimeout(() => void this.#find(text), DEBOUNCE_MS);
  }

  /** The recent calls as they are now; what was there is shown until they come. */
  async loadRecents(): Promise<readonly RecentContact[]> {
    const service = this.#service();
    if (service === undefined) return [];
    if (this.#recents.status !== 'done') this.#setRecents({status: 'loading'});
    try {
      const found = (await service.listRecents()).filter(({channel}) => channel === 'voice');
      this.#setRecents({status: 'done', found});
      return found;
    } catch {
      // Said in place of the list, with a way to try again.
      this.#setRecents({status: 'failed'});
      return [];
    }
  }

  async #find(text: string): Promise<void> {
    const service = this.#service();
    if (service === undefined) return this.#setAddresses({status: 'idle'});
    try {
      const found = await service.findAddresses(text.trim());
      if (text === this.#text) this.#setAddresses({status: 'done', found});
    } catch {
      if (text === this.#text) this.#setAddresses({status: 'failed'});
    }
  }

  #setRecents(recents: Loaded<RecentContact>): void {
    this.#recents = recents;
    this.#host.requestUpdate();
  }

  #setAddresses(addresses: Loaded<AddressEntry>): void {
    this.#addresses = addresses;
    this.#host.requestUpdate();
  }
}

export function fromRecent({contactId, name, address}: RecentContact): Candidate {
  return {key: `recent-${contactId}`, name, number: address, note: null, contactId};
}

function fromAddress({id, name, number, note}: AddressEntry): Candidate {
  return {key: `address-${id}`, name, number, note, contactId: null};
}

function isSearchable(text: string): boolean {
  return isNumberText(text) ? significantOf(text).length > SHORTEST : text.trim().length >= SHORTEST;
}

function fits({name, address}: RecentContact, text: string): boolean {
  if (isNumberText(text)) return significantOf(address).includes(significantOf(text));
  return name !== null && folded(name).includes(folded(text.trim()));
}

/** Case and accents do not keep anybody from being found. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({number, name}) => {
    const key = `${number} ${name ?? ''}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
