import { useState } from 'react';
import { publicAddress } from '../app/router.ts';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import { gameName } from '../ui/Wordmark.tsx';
import styles from './Invite.module.css';
import { QrCode } from './QrCode.tsx';

/** The address of a room, to be opened elsewhere. */
export function linkTo(code: string): string {
  return publicAddress(`r/${code}`);
}

interface InviteProps {
  readonly code: string;
  readonly isLocked: boolean;
  /** Lets a screen into the room while it is locked; empty if this page is not the host's. */
  readonly watchKey: string;
}

/** The link to share: by the phone's own sharing, copied, scanned, or selected. */
export function Invite({ code, isLocked, watchKey }: InviteProps) {
  const { words } = useLanguage();
  const { invite } = words;
  const link = linkTo(code);
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setIsCopied(true);
    } catch {
      setIsCopied(false);
    }
  }

  /** A person who changes their mind has shared nothing, which is fine. */
  const share = () => navigator.share({ title: gameName(words), url: link }).catch(() => undefined);

  return (
    <section className={styles.invite}>
      <h2>{invite.title}</h2>
      <p>{invite.how}</p>
      <a className={styles.link} dir="ltr" href={link}>
        {link}
      </a>
      <QrCode code={code} />
      {'share' in navigator && <Button onClick={() => void share()}>{invite.share}</Button>}
      {'clipboard' in navigator && (
        <Button onClick={() => void copy()}>{isCopied ? invite.copied : invite.copy}</Button>
      )}
      <a href={`r/${code}/screen${watchKey && `#${watchKey}`}`} target="_blank" rel="noreferrer">
        {invite.screen}
      </a>
      {isLocked && watchKey !== '' && <p className={text.hint}>{invite.screenIsKey}</p>}
    </section>
  );
}
