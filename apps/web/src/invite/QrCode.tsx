import { useLanguage } from '../i18n/useLanguage.tsx';
import styles from './QrCode.module.css';

/** The link to a room, to be scanned from the screen. Hero draws it, so the page needs no code for it. */
export function QrCode({ code }: { code: string }) {
  const { invite } = useLanguage().words;
  return <img className={styles.qr} src={`api/rooms/${code}/qr.svg`} width="144" height="144" alt={invite.qr(code)} />;
}
