export {CordboardVoicemail} from './voicemail.ts';
