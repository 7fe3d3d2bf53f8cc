/** A page with the dialer and the popover. */
import {defineDialRow} from '../../../src/components/dial-row/define.ts';
import {defineNotice} from '../../../src/components/notice/define.ts';

export * from './popover.ts';

defineNotice();
defineDialRow();
