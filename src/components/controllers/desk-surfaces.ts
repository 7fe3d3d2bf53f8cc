import type {OfferService} from '../../services/ports.ts';
import type {Store} from '../../services/store.ts';

/** An element of the desk that others have to know of, so that one thing is said once on a page. */
export type Surface = {
  readonly kind: 'popover' | 'panel' | 'dialer';
  /** Whether a person can see it now. */
  isShown(): boolean;
  /** The contact whose controls it shows; null for none. */
  shownContactId(): string | null;
};

const known = new WeakMap<OfferService, DeskSurfaces>();

/** The panels, popovers and dialers of one session, on one page. */
export class DeskSurfaces {
  readonly #surfaces = new Map<Surface, () => void>();
  #telling = false;

  static of(session: OfferService): DeskSurfaces {
    const surfaces = known.get(session) ?? new DeskSurfaces();
    known.set(session, surfaces);
    return surfaces;
  }

  /** Being subscribed to it is being there; the listener is told when another surface comes, goes or shows another contact. */
  as(surface: Surface): Store<DeskSurfaces> {
    return {
      value: this,
      subscribe: (listener) => {
        this.#surfaces.set(surface, () => listener(this));
        this.changed(surface);
        return () => {
          this.#surfaces.delete(surface);
          this.changed(surface);
        };
      },
    };
  }

  /** Whether somebody sees a surface of this kind. */
  isThere(kind: Surface['kind']): boolean {
    return [...this.#surfaces.keys()].some((each) => each.kind === kind && each.isShown());
  }

  /** Whether a panel shows the controls of this contact. */
  shows(contactId: string): boolean {
    return [...this.#surfaces.keys()].some((each) => each.isShown() && each.shownContactId() === contactId);
  }

  /** Tells the others, after the drawing that is under way. */
  changed(by: Surface): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      for (const [surface, tell] of this.#surfaces) if (surface !== by) tell();
    });
  }
}
