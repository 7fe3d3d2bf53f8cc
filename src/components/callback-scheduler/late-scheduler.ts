export {defineCallbackScheduler} from './define.ts';
export {CordboardCallbackScheduler} from './callback-scheduler.ts';
