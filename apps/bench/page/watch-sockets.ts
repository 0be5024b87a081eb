/** Runs in the game's own page, before anything of it: who listens first knows when a message came. */
{
  let cut: () => void = () => undefined;
  let tell: (milliseconds: number) => void = () => undefined;

  const handle = ({ data }: MessageEvent) => {
    if (typeof data !== 'string' || !data.includes('clickTheButton')) return;
    const begun = performance.now();
    // A frame begins with this, and when it is painted, messages are handled again.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.now() - begun);
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
    painted: () => new Promise((resolve) => (tell = resolve)),
  };
  Object.assign(window, { watch });
}
