/** A page with the whole panel and no popover; the panel loads by itself what only a contact needs. */
import {defineAgentBar} from '../../../src/components/agent-bar/define.ts';
import {defineAvailabilityChoice} from '../../../src/components/availability-choice/define.ts';
import {defineCommunicationPanel} from '../../../src/components/communication-panel/define.ts';
import {defineContactList} from '../../../src/components/contact-list/define.ts';
import {defineDialer} from '../../../src/components/dialer/define.ts';
import {defineInteraction} from '../../../src/components/interaction/define.ts';
import {defineNotice} from '../../../src/components/notice/define.ts';
import {defineSession} from '../../../src/components/session/define.ts';
import {defineSignIn} from '../../../src/components/sign-in/define.ts';
import {defineTimer} from '../../../src/components/timer/define.ts';

export {createHostTokenSource} from '../../../src/services/identity/host-token-source.ts';
export {createSession} from '../../../src/services/session.ts';

defineSession();
defineTimer();
defineNotice();
defineSignIn();
defineAgentBar();
defineAvailabilityChoice();
defineDialer();
defineContactList();
defineInteraction();
defineCommunicationPanel();
