/** Runs in the game's own page before its scripts, so that this listener is the first to get each message. */
{
  let cut: () => void = () => undefined;
  let resolvePainted: (milliseconds: number) => void = () => undefined;

  const handle = ({ data }: MessageEvent) => {
    if (typeof data !== 'string' || !data.includes('"push"')) return;
    const begun = performance.now();
    // The callback runs at the start of a frame; a message posted there is handled after the frame is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolvePainted(performance.now() - begun);
      port2.postMessage(null);
    });
  };

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      cut = () => this.close();
      this.addEventListener('message', handle);
    }
  };
  const watch: Window['watch'] = {
    cut: () => cut(),
    painted: () => new Promise((resolve) => (resolvePainted = resolve)),
  };
  Object.assign(window, { watch });
}
