/** Rejects with a `TimeoutError` when `work` takes longer. The work itself goes on; its result is dropped. */
export function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DOMException(`No answer within ${deadlineMs} ms`, 'TimeoutError'));
    }, deadlineMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
