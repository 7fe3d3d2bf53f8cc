/** A page with the dialer and the popover. */
import {defineDialer} from '../../../src/components/dialer/define.ts';
import {defineNotice} from '../../../src/components/notice/define.ts';

export * from './popover.ts';

defineNotice();
defineDialer();
