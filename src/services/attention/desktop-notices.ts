export type NoticePermission = 'granted' | 'denied' | 'unsupported' | 'unknown';

export type Notice = {readonly heading: string; readonly text: string};

/** The part of the browser's notifications that is used. */
export type NotificationFactory = {
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  new (title: string, options?: NotificationOptions): Pick<Notification, 'close' | 'onclick'>;
};

/** Notices of the operating system, for a page that nobody looks at. One for each ring, gone when the ring is. */
export class DesktopNotices {
  readonly #factory: NotificationFactory | null;
  readonly #shown = new Map<string, Pick<Notification, 'close' | 'onclick'>>();

  /** Kept, because the browser asks another process for it: that took 0.4 ms, with every event of the hub. */
  #permission: NoticePermission = 'unknown';

  constructor(factory: NotificationFactory | null = ownFactory()) {
    this.#factory = factory;
    this.refresh();
  }

  get permission(): NoticePermission {
    return this.#permission;
  }

  /** Reads anew what is permitted. Notices are for hidden pages: it matters when a page is hidden, or comes back. */
  refresh(): void {
    if (this.#factory === null) this.#permission = 'unsupported';
    else this.#permission = this.#factory.permission === 'default' ? 'unknown' : this.#factory.permission;
  }

  /** Call it from a click: some browsers do not ask otherwise. */
  async allow(): Promise<void> {
    if (this.permission === 'unknown') await this.#factory?.requestPermission();
    this.refresh();
  }

  /** Shows exactly these; what is not among them any more is closed. @param onClick the person chose one */
  show(notices: ReadonlyMap<string, Notice>, onClick: () => void): void {
    for (const [id, shown] of this.#shown) {
      if (notices.has(id)) continue;
      shown.close();
      this.#shown.delete(id);
    }
    if (this.permission !== 'granted') return;
    for (const [id, notice] of notices) if (!this.#shown.has(id)) this.#open(id, notice, onClick);
  }

  #open(id: string, {heading, text}: Notice, onClick: () => void): void {
    try {
      // The tag keeps two pages of one origin from showing the same ring twice. The ringtone is ours, so this is silent.
      const options = {body: text, tag: `cordboard-${id}`, requireInteraction: true, silent: true};
      const shown = this.#factory === null ? null : new this.#factory(heading, options);
      if (shown === null) return;
      shown.onclick = () => {
        onClick();
        shown.close();
      };
      this.#shown.set(id, shown);
    } catch (error) {
      // Chrome on Android has the class and not the constructor.
      if (!(error instanceof TypeError)) throw error;
    }
  }
}

/** A frame of another origin is never asked, so there it counts as not there unless it has been granted. */
function ownFactory(): NotificationFactory | null {
  if (!('Notification' in globalThis) || !isSecureContext) return null;
  return Notification.permission === 'granted' || !isForeignFrame() ? Notification : null;
}

function isForeignFrame(): boolean {
  try {
    return window.top !== window && window.top?.location.origin !== location.origin;
  } catch (error) {
    if (error instanceof DOMException) return true;
    throw error;
  }
}
