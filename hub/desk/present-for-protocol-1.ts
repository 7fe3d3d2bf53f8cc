import {describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import {presentOffer} from '../routing/present-offer.ts';
import type {HubStore} from '../store/hub-store.ts';
import {unpresented} from './protocol-1.ts';

/**
 * A desk of protocol 1 shows what it is told and cannot say so: the hub says it in its place, so that the ring time
 * begins. What fails here is an offer that nobody shows, which has an end of its own.
 * @param message an event or a snapshot, as the present protocol has it
 */
export async function presentForProtocol1(
  store: HubStore,
  log: HubLog,
  agentId: string,
  message: object,
): Promise<void> {
  for (const {id: offerId, fence} of unpresented(message)) {
    try {
      await store.decide((work) => presentOffer(work, {offerId, fence, agentId}));
    } catch (error) {
      log.warn({error: describe(error)}, 'an offer could not be presented for an older desk');
    }
  }
}
