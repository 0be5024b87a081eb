import { useLanguage } from './useLanguage.tsx';

/** The way into a room, to be scanned from the screen. Hero draws it: it is there already, and needs nothing of the page. */
export function QrCode({ code }: { code: string }) {
  const { invite } = useLanguage().words;
  return <img className="qr" src={`/api/rooms/${code}/qr.svg`} width="144" height="144" alt={invite.qr(code)} />;
}
