import { useState } from 'react';

/** The link to share: to be copied where a page may, and to be selected everywhere. */
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

  return (
    <section className="invite">
      <h2>Invite</h2>
      <p>Send this link, or say the code.</p>
      <a className="invite-link" href={link}>
        {link}
      </a>
      {'clipboard' in navigator && (
        <button type="button" onClick={() => void copy()}>
          {isCopied ? 'Copied' : 'Copy link'}
        </button>
      )}
    </section>
  );
}
