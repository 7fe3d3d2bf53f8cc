/** What is kept of a number is asked for. */
export class CustomerFindRequestEvent extends Event {
  /** As typed. */
  readonly number: string;

  constructor(number: string) {
    super('cordboard-customer-find-request', {bubbles: true, composed: true, cancelable: true});
    this.number = number;
  }
}

/** A copy of what was found is wanted. */
export class CustomerExportRequestEvent extends Event {
  /** The name of the file. */
  readonly fileName: string;

  constructor(fileName: string) {
    super('cordboard-customer-export-request', {bubbles: true, composed: true, cancelable: true});
    this.fileName = fileName;
  }
}

/** What was found shall be erased. */
export class CustomerEraseRequestEvent extends Event {
  constructor() {
    super('cordboard-customer-erase-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-customer-find-request': CustomerFindRequestEvent;
    'cordboard-customer-export-request': CustomerExportRequestEvent;
    'cordboard-customer-erase-request': CustomerEraseRequestEvent;
  }
}
