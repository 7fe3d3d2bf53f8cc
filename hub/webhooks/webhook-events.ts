/** What other systems can be told of a contact (docs/webhooks.md). */
export const WEBHOOK_EVENTS = [
  'contact.created',
  'contact.offered',
  'contact.connected',
  'contact.missed',
  'contact.ended',
  'contact.wrapped-up',
] as const;

export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];
