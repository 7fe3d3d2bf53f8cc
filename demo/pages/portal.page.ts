import {createMsalTokenSource, serveFrameTokens} from 'cordboard';

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

  const showPerson = async (): Promise<void> => {
    const signedIn = await identity.getToken().then(
      () => true,
      () => false,
    );
    who.textContent = signedIn ? 'Signed in at Brightside' : 'Nobody is signed in';
    button.textContent = signedIn ? 'Change person' : 'Sign in';
  };
  const signIn = async (): Promise<void> => {
    await identity.signIn();
    await showPerson();
  };

  serveFrameTokens({frame, frameOrigin, getToken: ({renew}) => identity.getToken({renew}), signIn});
  button.addEventListener('click', () => {
    signIn().catch((error: unknown) => {
      who.textContent = error instanceof Error ? error.message : 'That did not work: try again.';
    });
  });
  await showPerson();
}
