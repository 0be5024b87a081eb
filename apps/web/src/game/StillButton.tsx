import { clsx } from 'clsx/lite';
import type { ComponentProps } from 'react';
import buttonStyles from './BigButton.module.css';
import { Dome } from './Dome.tsx';
import { Housing } from './Housing.tsx';

interface StillButtonProps extends ComponentProps<typeof Dome>, Omit<ComponentProps<typeof Housing>, 'children'> {}

/** A picture of the button. The page says in words elsewhere what it shows. */
export function StillButton({ light, isDown, children, ...housing }: StillButtonProps) {
  return (
    <Housing {...housing}>
      <div className={clsx(buttonStyles.button, buttonStyles.still)} aria-hidden="true">
        <Dome light={light} isDown={isDown}>
          {children}
        </Dome>
      </div>
    </Housing>
  );
}
