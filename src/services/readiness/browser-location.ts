import type {LocationStatus} from '../../domain/emergency-readiness.ts';
import {framePassesOn} from '../devices/microphone-permission.ts';
import {type Store, WritableStore} from '../store.ts';

export type FoundLocation = {readonly status: LocationStatus; readonly country: string | null};

/** A permission of the browser's, as far as it is followed. */
export type GeolocationPermission = Pick<PermissionStatus, 'state' | 'addEventListener' | 'removeEventListener'>;

export type LocationEdges = {
  /** Null where the browser has none. */
  readonly geolocation: Pick<Geolocation, 'getCurrentPosition'> | null;
  /** Null where the browser does not say. */
  readonly askPermission: () => Promise<GeolocationPermission | null>;
  readonly secure: boolean;
  readonly framePassesOn: () => boolean | null;
  /** @throws when its borders do not load */
  readonly countryAt: (longitude: number, latitude: number) => Promise<string | null>;
  /** Says `online` when the browser has a network again, which may be another one. */
  readonly network: EventTarget;
};

/** A desk needs the country, not the room: what the browser knows by its network is soon there. */
const POSITION: PositionOptions = {enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000};

/**
 * In which country this browser is ([EM-5]). The position is read only when the person has allowed it before or asks for it, and goes
 * nowhere: what is kept of it is the country.
 */
export class BrowserLocation {
  readonly #edges: LocationEdges;
  readonly #state = new WritableStore<FoundLocation>({status: 'unknown', country: null});
  #permission: GeolocationPermission | null = null;
  /** Of the last look: what an earlier one finds is not believed any more. */
  #look = 0;
  #stopped = false;

  constructor(edges: LocationEdges = browserEdges()) {
    this.#edges = edges;
  }

  get state(): Store<FoundLocation> {
    return this.#state;
  }

  async start(): Promise<void> {
    const hindrance = this.#hindrance();
    if (hindrance !== null) return this.#set(hindrance);
    const permission = await this.#edges.askPermission();
    if (this.#stopped) return;
    this.#permission = permission;
    permission?.addEventListener('change', this.#follow);
    this.#edges.network.addEventListener('online', this.#follow);
    this.#follow();
  }

  stop(): void {
    this.#stopped = true;
    this.#look += 1;
    this.#permission?.removeEventListener('change', this.#follow);
    this.#edges.network.removeEventListener('online', this.#follow);
  }

  /** Asks for the position; the browser may ask the person. Resolves once it is known how it went. */
  async use(): Promise<void> {
    const {geolocation} = this.#edges;
    const hindrance = this.#hindrance();
    if (hindrance !== null || geolocation === null) return this.#set(hindrance ?? 'unsupported');
    this.#look += 1;
    const look = this.#look;
    this.#set('looking');
    const found = await this.#find(geolocation);
    if (look === this.#look) this.#state.set(found);
  }

  async #find(geolocation: Pick<Geolocation, 'getCurrentPosition'>): Promise<FoundLocation> {
    try {
      const {coords} = await new Promise<GeolocationPosition>((resolve, reject) =>
        geolocation.getCurrentPosition(resolve, reject, POSITION),
      );
      return {status: 'located', country: await this.#edges.countryAt(coords.longitude, coords.latitude)};
    } catch (error) {
      return {status: this.#failure(error), country: null};
    }
  }

  /** @param error the browser's, or one of loading the borders */
  #failure(error: unknown): LocationStatus {
    const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
    if (code === TIMEOUT) return 'timed-out';
    if (code !== PERMISSION_DENIED) return 'unavailable';
    if (this.#edges.framePassesOn() === false) return 'frame-policy';
    switch (this.#permission?.state) {
      case 'prompt':
        // Asked, and put away without an answer.
        return 'not-asked';
      case 'granted':
        return 'unavailable';
      default:
        return 'denied';
    }
  }

  /** What no question to the person would change. */
  #hindrance(): LocationStatus | null {
    const {secure, geolocation, framePassesOn: passesOn} = this.#edges;
    if (!secure) return 'insecure-context';
    if (geolocation === null) return 'unsupported';
    return passesOn() === false ? 'frame-policy' : null;
  }

  readonly #follow = (): void => {
    switch (this.#permission?.state) {
      case 'granted':
        return void this.use();
      case 'denied':
        this.#look += 1;
        return this.#set('denied');
      default:
        if (this.#state.value.status === 'located') return;
        this.#look += 1;
        return this.#set('not-asked');
    }
  };

  #set(status: LocationStatus): void {
    this.#state.set({status, country: null});
  }
}

/** `GeolocationPositionError`'s codes, which some browsers have no class for. */
const PERMISSION_DENIED = 1;
const TIMEOUT = 3;

function browserEdges(): LocationEdges {
  return {
    geolocation: 'geolocation' in navigator ? navigator.geolocation : null,
    askPermission: askBrowser,
    secure: globalThis.isSecureContext,
    framePassesOn: () => framePassesOn('geolocation'),
    countryAt: async (longitude, latitude) => {
      const late = await import('./country-at.ts');
      return late.countryAt(longitude, latitude);
    },
    network: globalThis,
  };
}

async function askBrowser(): Promise<GeolocationPermission | null> {
  try {
    return (await navigator.permissions?.query({name: 'geolocation'})) ?? null;
  } catch (error) {
    // A browser that does not know the name.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
