/// <reference lib="dom" />

/**
 * Calls back when the page becomes visible, is resumed, is shown from the browser's back/forward cache, or is online
 * again. Outside a browser it never calls back. The returned function stops it.
 */
export function onReturn(callBack: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const events = [
    [document, 'visibilitychange'],
    [document, 'resume'],
    [window, 'pageshow'],
    [window, 'online'],
  ] as const;
  const handle = (event: Event) => {
    const isFirstShow = event.type === 'pageshow' && !('persisted' in event && event.persisted);
    if (document.visibilityState === 'visible' && !isFirstShow) callBack();
  };
  for (const [target, event] of events) target.addEventListener(event, handle);
  return () => {
    for (const [target, event] of events) target.removeEventListener(event, handle);
  };
}
