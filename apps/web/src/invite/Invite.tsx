import { useState } from 'react';
import { QrCode } from './QrCode.tsx';
import { useLanguage } from './useLanguage.tsx';
import { gameName } from './Wordmark.tsx';

/** Where a room's door is, for somebody elsewhere. */
export function linkTo(code: string): string {
  return `${location.origin}/r/${code}`;
}

/** The link to share: by what the phone offers, to be copied, to be scanned, and to be selected everywhere. */
export function Invite({ code }: { code: string }) {
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

  /** Whoever changes their mind has shared nothing, and that is fine. */
  const share = () => navigator.share({ title: gameName(words), url: link }).catch(() => undefined);

  return (
    <section className="invite">
      <h2>{invite.title}</h2>
      <p>{invite.how}</p>
      <a className="invite-link" dir="ltr" href={link}>
        {link}
      </a>
      <QrCode code={code} />
      {'share' in navigator && (
        <button type="button" onClick={() => void share()}>
          {invite.share}
        </button>
      )}
      {'clipboard' in navigator && (
        <button type="button" onClick={() => void copy()}>
          {isCopied ? invite.copied : invite.copy}
        </button>
      )}
      <a className="invite-screen" href={`/r/${code}/screen`} target="_blank" rel="noreferrer">
        {invite.screen}
      </a>
    </section>
  );
}
