import {Client, GraphError, HTTPMessageHandler, ResponseType} from '@microsoft/microsoft-graph-client';
import {SdkError} from './errors.ts';
import {GRAPH_URL, readGraphUrl} from './graph-url.ts';

/** A mail as a person would describe it. */
export type Mail = {
  /** Addresses; at least one. */
  readonly to: readonly string[];
  readonly subject: string;
  /** What is sent: HTML when given, else the text. */
  readonly text: string;
  readonly html?: string;
  /** Default false: nothing is left in the sender's own folder. */
  readonly keepInSentItems?: boolean;
};

export type GraphMailOptions = {
  /** An access token for Microsoft Graph with the permission `Mail.Send`. */
  readonly getToken: () => Promise<string>;
  /** Default `https://graph.microsoft.com`; national clouds have others. */
  readonly graphUrl?: string;
};

/** Longer nobody waits; after it nobody knows whether the mail went out. */
const ANSWER_WITHIN_MS = 12_000;

/** Rough on purpose: whether an address exists only the mail service knows. */
const ADDRESS = /^[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+$/;

/**
 * Sends mail from the signed-in person's mailbox through Microsoft Graph (`POST /me/sendMail`).
 *
 * The chain of middleware is our own: the client's default attaches the token only to hosts it knows and takes it off
 * for all others. Nothing in it asks again: a gateway that gives up may have passed the mail on, and only who knows of the first one
 * can mark the second.
 */
export class GraphMail {
  readonly #client: Client;
  readonly #getToken: () => Promise<string>;

  constructor({getToken, graphUrl = GRAPH_URL}: GraphMailOptions) {
    this.#getToken = getToken;
    this.#client = Client.initWithMiddleware({
      middleware: new HTTPMessageHandler(),
      baseUrl: readGraphUrl(graphUrl),
      defaultVersion: 'v1.0',
    });
  }

  /**
   * Hands a mail to Graph, which accepts it (202) and delivers it later.
   * @throws {SdkError} `invalid-mail` for a wrong address, `sign-in-required`, `not-authorised`, `mail-failed`, or
   *   `mail-unconfirmed` when it may have been accepted all the same
   */
  async send(mail: Mail): Promise<void> {
    if (mail.to.length === 0 || !mail.to.every((address) => ADDRESS.test(address))) {
      throw new SdkError('invalid-mail', 'An address of this mail is not right: check the recipients.');
    }
    // Not inside the client, which would make a mere failure of a sign-in that is missing.
    const token = await this.#getToken().catch((cause: unknown) => {
      throw cause instanceof SdkError ? cause : failed();
    });
    try {
      const request = this.#client.api('/me/sendMail').header('Authorization', `Bearer ${token}`);
      // The answer has no body, and none is to be understood: that it was accepted is in its status.
      await request
        .option('signal', AbortSignal.timeout(ANSWER_WITHIN_MS))
        .responseType(ResponseType.TEXT)
        .post(requestFor(mail));
    } catch (cause) {
      throw mailError(cause);
    }
  }
}

function requestFor(mail: Mail): object {
  const {to, subject, text, html, keepInSentItems = false} = mail;
  return {
    message: {
      subject,
      body: html === undefined ? {contentType: 'Text', content: text} : {contentType: 'HTML', content: html},
      toRecipients: to.map((address) => ({emailAddress: {address}})),
    },
    saveToSentItems: keepInSentItems,
  };
}

/** The cause's own message may quote the mail: only its status decides. */
function mailError(cause: unknown): SdkError {
  const status = cause instanceof GraphError ? cause.statusCode : 0;
  if (status === 401) return new SdkError('sign-in-required', 'Your sign-in for mail has run out: sign in again.');
  if (status === 403) return new SdkError('not-authorised', 'You may not send mail from here: ask your administrator.');
  if (status >= 400 && status < 500) return failed();
  // No answer, or one that only says that something broke: nobody knows whether it was accepted before.
  return new SdkError('mail-unconfirmed', 'It is not certain that the mail went out: look, before you send it again.');
}

function failed(): SdkError {
  return new SdkError('mail-failed', 'The mail could not be handed over. Try again in a moment.');
}
