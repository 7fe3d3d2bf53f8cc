/** [CB-13] The variable that has what a customer who is called back wants to speak about. */
export const CALLBACK_REASON = 'callbackReason';
