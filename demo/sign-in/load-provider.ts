/**
 * The package warns on standard error about every Node without a long-term-support name. Ours is the one the project
 * brings and tests with, so the first line a newcomer reads need not be a warning.
 */
export async function loadProvider(): Promise<typeof import('oidc-provider')> {
  const {warn} = console;
  console.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
