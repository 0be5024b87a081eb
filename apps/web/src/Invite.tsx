import { lazy, useState } from 'react';
import { Part } from './Part.tsx';

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }));

/** The link to share: by what the phone offers, to be copied, to be scanned, and to be selected everywhere. */
export function Invite({ code }: { code: string }) {
  const link = `${location.origin}/r/${code}`;
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
  const share = () => navigator.share({ title: 'Push the Button First!', url: link }).catch(() => undefined);

  return (
    <section className="invite">
      <h2>Invite</h2>
      <p>Send this link, or say the code.</p>
      <a className="invite-link" href={link}>
        {link}
      </a>
      <Part whileLoading={null} whenMissing={null}>
        <QrCode text={link} label={`QR code of the link to room ${code}`} />
      </Part>
      {'share' in navigator && (
        <button type="button" onClick={() => void share()}>
          Share
        </button>
      )}
      {'clipboard' in navigator && (
        <button type="button" onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy link'}
        </button>
      )}
    </section>
  );
}
