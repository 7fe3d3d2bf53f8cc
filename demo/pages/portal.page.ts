import {createMsalTokenSource, serveFrameTokens} from 'cordboard';
import {CordboardClickToCall, defineClickToCall} from 'cordboard/click-to-call';

const support = document.querySelector('#support');
defineClickToCall();
if (support instanceof CordboardClickToCall) support.data = {reason: 'A partner asks', product: 'Partner portal'};

const frame = document.querySelector<HTMLIFrameElement>('#desk');
const button = document.querySelector<HTMLButtonElement>('#sign-in');
const who = document.querySelector('#who');

if (frame !== null && button !== null && who !== null) {
  const {origin: frameOrigin = '', authority = ''} = frame.dataset;
  const identity = createMsalTokenSource({
    authority,
    clientId: 'cordboard-demo',
    scope: 'api://cordboard/Desk.Access',
    redirectUri: '/redirect.html',
  });

  const isSignedIn = (): Promise<boolean> =>
    identity.getToken().then(
      () => true,
      () => false,
    );
  const showPerson = async (): Promise<void> => {
    const signedIn = await isSignedIn();
    who.textContent = signedIn ? 'Signed in at Brightside' : 'Nobody is signed in';
    button.textContent = signedIn ? 'Change person' : 'Sign in';
  };
  const signIn = async (): Promise<void> => {
    await identity.signIn();
    await showPerson();
  };
  const signInForFrame = async (): Promise<void> => {
    if (!(await isSignedIn())) await signIn();
  };
  const changePerson = async (): Promise<void> => {
    await signIn();
    // The desk of the one before must not go on under the new name.
    frame.src = `${frameOrigin}/frame.html`;
  };

  serveFrameTokens({frame, frameOrigin, getToken: ({renew}) => identity.getToken({renew}), signIn: signInForFrame});
  button.addEventListener('click', () => {
    changePerson().catch((error: unknown) => {
      who.textContent = error instanceof Error ? error.message : 'That did not work: try again.';
    });
  });
  await showPerson();
}
