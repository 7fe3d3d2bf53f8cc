/** A page with nothing but the popover, whose people are signed in by the page. */
import {defineAvailabilityChoice} from '../../../src/components/availability-choice/define.ts';
import {defineOfferCard} from '../../../src/components/offer-card/define.ts';
import {definePopover} from '../../../src/components/popover/define.ts';
import {defineSession} from '../../../src/components/session/define.ts';

export {createHostTokenSource} from '../../../src/services/identity/host-token-source.ts';
export {createSession} from '../../../src/services/session.ts';

defineSession();
defineAvailabilityChoice();
defineOfferCard();
definePopover();
