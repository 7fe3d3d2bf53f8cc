import * as v from 'valibot';
import {SdkError} from '../../api/errors.ts';

/**
 * Between a desk in an iframe (asks) and the page around it (answers). Both ends pin the other's window and origin and
 * drop everything else unread; a page may receive messages from anybody.
 */
const requestSchema = v.strictObject({
  type: v.literal('cordboard-token-request'),
  version: v.literal(1),
  requestId: v.pipe(v.string(), v.uuid()),
  /** `sign-in` may open a window and wait for the person; `get-token` must not. */
  action: v.picklist(['get-token', 'sign-in']),
  renew: v.boolean(),
});

const answer = {
  type: v.literal('cordboard-token-response'),
  version: v.literal(1),
  requestId: v.pipe(v.string(), v.uuid()),
};

const responseSchema = v.variant('status', [
  v.strictObject({...answer, status: v.literal('done'), token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(16_384))}),
  v.strictObject({...answer, status: v.literal('refused'), code: v.picklist(['sign-in-required', 'sign-in-failed'])}),
]);

export type FrameTokenRequest = v.InferOutput<typeof requestSchema>;
export type FrameTokenResponse = v.InferOutput<typeof responseSchema>;

export function readFrameTokenRequest(data: unknown): FrameTokenRequest | null {
  const parsed = v.safeParse(requestSchema, data);
  return parsed.success ? parsed.output : null;
}

export function readFrameTokenResponse(data: unknown): FrameTokenResponse | null {
  const parsed = v.safeParse(responseSchema, data);
  return parsed.success ? parsed.output : null;
}

/** A wildcard, a path or `null` would hand tokens to strangers or never match: said at once, not at the first call. */
export function requireOrigin(origin: string): string {
  const parsed = URL.canParse(origin) ? new URL(origin) : null;
  if (parsed !== null && parsed.origin === origin && /^https?:$/.test(parsed.protocol)) return origin;
  throw new SdkError(
    'invalid-configuration',
    'An origin must look like https://crm.example.com: no path, no wildcard.',
  );
}
