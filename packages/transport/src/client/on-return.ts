/// <reference lib="dom" />

/**
 * Calls back when the page is seen again, thawed, shown from the browser's cache, or back online, until the returned
 * function is called. Outside of a browser it never does.
 */
export function onReturn(callBack: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const signs = [
    [document, 'visibilitychange'],
    [document, 'resume'],
    [window, 'pageshow'],
    [window, 'online'],
  ] as const;
  const handle = (sign: Event) => {
    const isFirstShow = sign.type === 'pageshow' && !('persisted' in sign && sign.persisted);
    if (document.visibilityState === 'visible' && !isFirstShow) callBack();
  };
  for (const [target, sign] of signs) target.addEventListener(sign, handle);
  return () => {
    for (const [target, sign] of signs) target.removeEventListener(sign, handle);
  };
}
