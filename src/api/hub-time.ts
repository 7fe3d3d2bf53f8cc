import type {Invoke} from './hub-link.ts';
import {HUB_TIME} from './wire/protocol.ts';

/** The hub's clock, as a page that is told no snapshot knows it: the page's own may be off by a day. */
export class HubTime {
  /** The hub's clock minus this page's monotonic one. */
  #offsetMs = Date.now() - performance.now();

  /** A command that is to be done within so long from now on. Put together when it is sent: until then no hub was asked. */
  command(body: object, withinMs: number): () => object {
    const lateFrom = performance.now() + withinMs;
    return () => ({
      ...body,
      commandId: crypto.randomUUID(),
      deadlineAt: new Date(lateFrom + this.#offsetMs).toISOString(),
    });
  }

  /**
   * Asks on a new connection, before anything else is sent.
   * @throws whatever ends the call, but for a hub that is too old for the question: then the page's clock has to do
   */
  async ask(invoke: Invoke): Promise<void> {
    const now = await invoke(HUB_TIME, null).catch(nullFromAnOlderHub);
    if (typeof now === 'number' && Number.isFinite(now)) this.#offsetMs = now - performance.now();
  }
}

function nullFromAnOlderHub(error: unknown): null {
  if (error instanceof Error && error.message.includes('Unknown hub method')) return null;
  throw error;
}
