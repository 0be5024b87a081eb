import { WebSocket } from 'ws';
import { HeroProcess } from '../../hero/hero-process.ts';
import { broken, type Trial } from '../trial.ts';

const origin = 'https://evil.example';

export const foreignPage: Trial = {
  what: 'a page of another site opens a WebSocket, polls, and posts for a new room',
  async run() {
    const hero = await HeroProcess.start();
    const [socket, poll, post] = await Promise.all([
      opens(`${hero.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`),
      fetch(`${hero.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } }),
      fetch(`${hero.url}/api/rooms`, { method: 'POST', headers: { origin } }),
    ]);
    await hero.stop();
    return broken({
      'its WebSocket is taken': !socket,
      'its long-polling is taken': !poll.ok,
      'it makes a room': !post.ok,
    });
  },
};

function opens(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { origin });
    socket.on('open', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('open', () => socket.terminate());
  });
}
