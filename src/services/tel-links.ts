import type {Session} from './ports.ts';

/**
 * Lets `tel:` links of the page fill the dialer: a click opens it with the number, and never calls by itself. Clicks with a
 * modifier or another button, links that open elsewhere, and clicks somebody else handled are left alone; so is every
 * link while the agent is not connected or has no outbound profile.
 * @param root the document, or the part of the page whose links count; shadow trees below it included
 * @returns stops listening
 * @example const stop = listenForTelLinks(document, session);
 */
export function listenForTelLinks(
  root: Document | DocumentFragment | Element,
  session: Pick<Session, 'dial' | 'connection' | 'settings'>,
): () => void {
  const click = (event: Event): void => {
    if (!(event instanceof MouseEvent) || !isPlainClick(event)) return;
    const number = event
      .composedPath()
      .map(numberOf)
      .find((each) => each !== null);
    if (number === undefined || number === null || number === '' || !mayDial(session)) return;
    event.preventDefault();
    session.dial.prefill(number);
  };
  root.addEventListener('click', click);
  return () => root.removeEventListener('click', click);
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  return event.button === 0 && !modified && !event.defaultPrevented;
}

function mayDial({connection, settings}: Pick<Session, 'connection' | 'settings'>): boolean {
  return connection.state.value.status === 'connected' && settings.value?.outbound != null;
}

/** The number of a link; null for what is none. */
function numberOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLAnchorElement || target instanceof HTMLAreaElement)) return null;
  return target.protocol === 'tel:' && !target.hasAttribute('download') ? telNumber(target.href) : null;
}

/**
 * The number of a `tel:` address (RFC 3966): visual separators and parameters are left out; a `phone-context` that is a
 * prefix comes first.
 */
export function telNumber(href: string): string {
  const [subscriber = '', ...parameters] = safeDecode(href.replace(/^tel:(\/\/)?/i, '')).split(';');
  const context = parameters.find((each) => /^phone-context=\+/i.test(each))?.split('=')[1] ?? '';
  const number = subscriber.startsWith('+') ? subscriber : `${context}${subscriber}`;
  return number.replaceAll(/[^0-9+#*:]/g, '');
}

/** An address that is wrongly encoded is taken as it stands. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
