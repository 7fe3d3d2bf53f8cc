export type OfferedFile = {readonly name: string; readonly type: string; readonly text: string};

/** So long a browser may take to ask where a file shall go. */
const KEPT_MS = 60_000;

/** Gives the person a file that was made here; where it goes is between them and the browser. */
export function offerFile({name, type, text}: OfferedFile): void {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
