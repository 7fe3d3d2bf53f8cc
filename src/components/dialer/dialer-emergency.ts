import type {LitElement} from 'lit';
import {offersContext} from '../../services/contexts.ts';
import {DeskSurfaces, type Surface} from '../controllers/desk-surfaces.ts';
import {ServiceController} from '../controllers/service-controller.ts';
import {EmergencyFollower} from '../emergency/emergency-follower.ts';

/** Where a dialer shows the agent's emergency: in its own place while it is locked, or above it while responders ring back. */
export class DialerEmergency {
  readonly #follower: EmergencyFollower;
  readonly #offers;

  constructor(host: LitElement) {
    const surface: Surface = {kind: 'dialer', isShown: () => host.checkVisibility(), shownContactId: () => null};
    this.#follower = new EmergencyFollower(host);
    this.#offers = new ServiceController(host, offersContext, (service) => [DeskSurfaces.of(service).as(surface)]);
  }

  /** `above`: nothing else of the page shows that they ring ([EC-101]). */
  get place(): 'instead' | 'above' | null {
    if (this.#follower.on) return 'instead';
    return this.#follower.ringsBack && !this.#isShownElsewhere() ? 'above' : null;
  }

  #isShownElsewhere(): boolean {
    const {service} = this.#offers;
    if (service === undefined) return false;
    const surfaces = DeskSurfaces.of(service);
    return surfaces.isThere('panel') || surfaces.isThere('popover');
  }
}
