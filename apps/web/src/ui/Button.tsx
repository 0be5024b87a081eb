import { clsx } from 'clsx/lite';
import type { ComponentProps } from 'react';
import styles from './Button.module.css';

type Look = 'plain' | 'primary' | 'small' | 'icon';

/** A button that goes down when it is pressed. `primary` is what most people want next. */
export function Button({ look = 'plain', className, ...props }: ComponentProps<'button'> & { readonly look?: Look }) {
  return <button type="button" className={clsx(styles.button, styles[look], className)} {...props} />;
}

/** A link that looks like a primary button. */
export function LinkButton(props: ComponentProps<'a'>) {
  return <a className={clsx(styles.button, styles.primary)} {...props} />;
}
