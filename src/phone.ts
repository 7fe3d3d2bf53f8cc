export type {SdkError, SdkErrorCode} from './api/errors.ts';
export type {CallData, PhoneCall} from './api/wire/phone.ts';
export {Phone, createPhone} from './services/phone.ts';
export type {PhoneAudio, PhoneOptions, PhoneView} from './services/phone.ts';
export type {Outcome} from './services/ports.ts';
export type {Store} from './services/store.ts';
