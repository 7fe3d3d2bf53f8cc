/** The agent says where they work. Cancel it to keep it elsewhere. */
export class LocationConfirmRequestEvent extends Event {
  /** One line. */
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;

  constructor(address: string, country: string) {
    super('cordboard-location-confirm-request', {bubbles: true, composed: true, cancelable: true});
    this.address = address;
    this.country = country;
  }
}

/** The agent takes back where they said that they work. Cancel it to leave it as it is. */
export class LocationForgetRequestEvent extends Event {
  constructor() {
    super('cordboard-location-forget-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** The agent lets the browser look where it is, which may ask them. Cancel it to not look. */
export class PositionRequestEvent extends Event {
  constructor() {
    super('cordboard-position-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** The agent has read it. */
export class EmergencyReadinessClosedEvent extends Event {
  constructor() {
    super('cordboard-emergency-readiness-closed', {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-location-confirm-request': LocationConfirmRequestEvent;
    'cordboard-location-forget-request': LocationForgetRequestEvent;
    'cordboard-position-request': PositionRequestEvent;
    'cordboard-emergency-readiness-closed': EmergencyReadinessClosedEvent;
  }
}
