/** Stands in for browsers: opens connections that do nothing but remember. */
import type {ConnectionHandlers, OpenConnection} from '../../../hub/voice/media/leg-connection.ts';
import {refuse} from '../../../hub/voice/media/protocol.ts';
import type {OutgoingPosition} from '../../../hub/voice/media/rtp-rewriter.ts';

export interface FakeConnection {
  readonly offer: string;
  readonly handlers: ConnectionHandlers;
  readonly sent: {readonly position: OutgoingPosition; readonly payload: Uint8Array}[];
  /** Of telephone-events. */
  readonly events: {readonly position: OutgoingPosition; readonly payload: Uint8Array}[];
  isClosed: boolean;
}

export class FakeConnections {
  readonly all: FakeConnection[] = [];
  readonly #takesEvents: boolean;

  constructor({takesEvents = false}: {readonly takesEvents?: boolean} = {}) {
    this.#takesEvents = takesEvents;
  }

  /** The answer names the offer; an offer `bad` is refused. */
  readonly open: OpenConnection = async (offer, handlers) => {
    if (offer === 'bad') return refuse('bad-offer', 'bad');
    const connection: FakeConnection = {offer, handlers, sent: [], events: [], isClosed: false};
    this.all.push(connection);
    return {
      answer: `answer to ${offer} #${this.all.length}`,
      send: (position, payload) => connection.sent.push({position, payload}),
      sendEvent: this.#takesEvents ? (position, payload) => connection.events.push({position, payload}) : null,
      close: () => {
        connection.isClosed = true;
      },
    };
  };

  /** The connection made for this offer. */
  of(offer: string): FakeConnection {
    const found = this.all.find((each) => each.offer === offer);
    if (found === undefined) throw new Error(`no connection for ${offer}`);
    return found;
  }
}
