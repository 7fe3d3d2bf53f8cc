export {type CallSource, CordboardClickToCall} from './components/click-to-call/click-to-call.ts';
export {CallEndedEvent, CallStartedEvent} from './components/click-to-call/click-to-call.events.ts';
export {defineClickToCall} from './components/click-to-call/define.ts';
export type {ClickToCallStrings} from './components/strings/english-click-to-call.ts';
export type {ClickToCallView} from './services/click-to-call.ts';
export type {MicrophoneLevel} from './services/click-to-call-level.ts';
