import {SdkError} from './errors.ts';
import {hubAddress} from './hub-address.ts';
import {HubLink, type LinkState} from './hub-link.ts';
import {HubTime} from './hub-time.ts';
import {sendUntil} from './send-until.ts';
import {decodePhoneReply, decodePhoneState} from './wire/decode.ts';
import type {PhoneCommandBodies, PhoneCommandName, PhoneReply, PhoneState} from './wire/phone.ts';
import {PHONE_PATH, PHONE_STATE} from './wire/protocol.ts';

export type PhoneClientOptions = {
  readonly hubUrl: string;
  readonly getToken: () => Promise<string>;
  readonly onPhoneState: (state: PhoneState) => void;
  readonly onState: (state: LinkState) => void;
};

const COMMAND_DEADLINE_MS = 10_000;

/** A telephone's edge to the hub's simulated network. */
export class PhoneClient {
  readonly #link: HubLink;
  readonly #time = new HubTime();

  constructor(options: PhoneClientOptions) {
    this.#link = new HubLink({
      hubUrls: [options.hubUrl],
      path: PHONE_PATH,
      getToken: options.getToken,
      receivers: {
        [PHONE_STATE]: (received) => {
          const decoded = decodePhoneState(received);
          if ('value' in decoded) options.onPhoneState(decoded.value);
        },
      },
      greet: (invoke) => this.#time.ask(invoke),
      onState: options.onState,
    });
  }

  start(): void {
    this.#link.start();
  }

  stop(): Promise<void> {
    return this.#link.stop();
  }

  /** @throws {SdkError} as `HubClient.send` does */
  async send<Name extends PhoneCommandName>(name: Name, body: PhoneCommandBodies[Name]): Promise<PhoneReply> {
    const command = this.#time.command(body, COMMAND_DEADLINE_MS);
    const reply = decodePhoneReply(await sendUntil(this.#link, name, command, COMMAND_DEADLINE_MS));
    if ('malformed' in reply)
      throw new SdkError(
        'malformed-message',
        'The hub answered in a way this phone does not understand: reload the page.',
      );
    return reply.value;
  }
}

export type NumberClaim = {readonly token: string; readonly key: string};

/**
 * Claims a number of the simulated network.
 * @param key of an earlier claim, to have the same number again; null for a new one
 * @throws {SdkError} `invalid-configuration` when the number is none or somebody else's
 */
export async function claimNumber(hubUrl: string, number: string, key: string | null): Promise<NumberClaim> {
  const response = await request(hubUrl, JSON.stringify({number, key}));
  const body: unknown = await response.json();
  if (isClaim(body)) return body;
  const message = hasMessage(body) ? body.message : 'The number cannot be used: choose another.';
  throw new SdkError('invalid-configuration', message);
}

async function request(hubUrl: string, body: string): Promise<Response> {
  try {
    return await fetch(hubAddress(hubUrl, '/phone-numbers'), {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body,
    });
  } catch (cause) {
    throw new SdkError('hub-unreachable', 'The telephone network cannot be reached. Trying again.', {cause});
  }
}

function isClaim(body: unknown): body is NumberClaim {
  return (
    typeof body === 'object' &&
    body !== null &&
    'token' in body &&
    'key' in body &&
    typeof body.token === 'string' &&
    typeof body.key === 'string'
  );
}

function hasMessage(body: unknown): body is {message: string} {
  return typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string';
}
