import {SdkError} from '../../api/errors.ts';
import {
  readFrameTokenRequest,
  requireOrigin,
  type FrameTokenRequest,
  type FrameTokenResponse,
} from './frame-messages.ts';
import type {GetHostToken} from './host-token-source.ts';

export type FrameTokenBrokerOptions = {
  readonly frame: HTMLIFrameElement;
  /** Origin of the desk in the frame. A frame that has wandered to another origin gets nothing. */
  readonly frameOrigin: string;
  readonly getToken: GetHostToken;
  /**
   * Called when the agent chose Sign in inside the frame; may open a window, since a click in a frame counts for the
   * page around it. Without it the frame only asks `getToken` again.
   */
  readonly signIn?: () => Promise<void>;
};

/**
 * Serves tokens to a desk in an iframe of this page; returns the function that ends it.
 *
 * @example
 * const stop = serveFrameTokens({frame, frameOrigin: 'https://desk.example.com', getToken: () => identity.getToken()});
 */
export function serveFrameTokens(options: FrameTokenBrokerOptions): () => void {
  const frameOrigin = requireOrigin(options.frameOrigin);
  const listening = new AbortController();

  async function handle(request: FrameTokenRequest): Promise<void> {
    const response = await answer(request, options);
    // The frame may have been taken away or have left its origin meanwhile; the browser then drops the message.
    options.frame.contentWindow?.postMessage(response, frameOrigin);
  }

  window.addEventListener(
    'message',
    (event) => {
      if (event.source === null || event.source !== options.frame.contentWindow || event.origin !== frameOrigin) return;
      const request = readFrameTokenRequest(event.data);
      if (request !== null) void handle(request);
    },
    {signal: listening.signal},
  );
  return () => listening.abort();
}

async function answer(request: FrameTokenRequest, options: FrameTokenBrokerOptions): Promise<FrameTokenResponse> {
  const head = {type: 'cordboard-token-response', version: 1, requestId: request.requestId} as const;
  try {
    if (request.action === 'sign-in') await options.signIn?.();
    // After a sign-in the token is new by itself; asking for yet another would only cost the person time.
    const renew = request.renew && (request.action === 'get-token' || options.signIn === undefined);
    return {...head, status: 'done', token: await options.getToken({renew})};
  } catch (error) {
    const code = error instanceof SdkError && error.code === 'sign-in-failed' ? 'sign-in-failed' : 'sign-in-required';
    return {...head, status: 'refused', code};
  }
}
