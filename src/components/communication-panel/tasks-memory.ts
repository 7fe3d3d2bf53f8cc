const KEY = 'cordboard-tasks-collapsed';

/** Whether the agent collapsed the task list on this computer; null when they never said, or nothing can be kept here. */
export function recallCollapsed(): boolean | null {
  const kept = storage()?.getItem(KEY) ?? null;
  return kept === null ? null : kept === 'true';
}

export function rememberCollapsed(collapsed: boolean): void {
  storage()?.setItem(KEY, String(collapsed));
}

/** A frame may be refused its storage, and asking for it throws: the list then begins as the page says each time. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
