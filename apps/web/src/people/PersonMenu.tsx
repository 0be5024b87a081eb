import { lazy, useState } from 'react';
import { LazyPart } from '../app/LazyPart.tsx';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Button } from '../ui/Button.tsx';
import text from '../ui/text.module.css';
import type { PersonActionsProps } from './PersonActions.tsx';
import styles from './PersonMenu.module.css';

/** Few people open it, so it is loaded for them alone. */
const PersonActions = lazy(async () => ({ default: (await import('./PersonActions.tsx')).PersonActions }));

/** The button that shows what can be done with a person. */
export function PersonMenu(props: Omit<PersonActionsProps, 'onRenamed'>) {
  const { words, named } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.menu}>
      <Button look="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span aria-hidden="true">⋯</span>
        <span className={text.unseen}>
          {props.isMe ? words.person.changeName : words.person.moreFor(named(props.who.name))}
        </span>
      </Button>
      {isOpen && (
        <LazyPart
          whileLoading={null}
          whenMissing={
            <p className={text.problem} role="alert">
              {words.missing.part}
            </p>
          }
        >
          <PersonActions {...props} onRenamed={() => setIsOpen(false)} />
        </LazyPart>
      )}
    </div>
  );
}
