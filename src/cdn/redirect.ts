/** The script of the redirect page on a CDN or a host's own server: finishes a sign-in, or says why it cannot. */
import {completeSignIn} from '../redirect.ts';

try {
  await completeSignIn();
} catch (error) {
  // Somebody opened the page by hand: the console alone would leave them before an empty window.
  document.body.textContent = error instanceof Error ? error.message : String(error);
  throw error;
}
