import {completeSignIn} from 'cordboard/redirect';

completeSignIn().catch((error: unknown) => {
  const status = document.querySelector('[role=status]');
  if (status !== null)
    status.textContent = error instanceof Error ? error.message : 'This sign-in could not be finished.';
});
