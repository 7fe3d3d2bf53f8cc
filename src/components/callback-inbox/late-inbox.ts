export {CordboardCallbackInbox} from './callback-inbox.ts';
