export {CordboardCallbackRequest} from './components/callback-request/callback-request.ts';
export {
  CallbackCancelledEvent,
  CallbackRequestEvent,
  CallbackRequestedEvent,
} from './components/callback-request/callback-request.events.ts';
export {defineCallbackRequest} from './components/callback-request/define.ts';
export type {CallbackRequestStrings} from './components/strings/english-callback-request.ts';
export type {
  AskedCallback,
  CallbackForm,
  CallbackPlace,
  CallbackProgress,
  CallbackRequestSource,
  CallbackRequestView,
  CallbackSlot,
  CallbackTrouble,
} from './services/callback-request-ports.ts';
