import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A button that, where it can't be pressed, says why. */
export function GuardedButton({
  hint,
  onClick,
  ...props
}: ButtonProps & { onClick?: () => void; type?: 'button' | 'submit'; hint: string | undefined }): ReactNode {
  const isOff = hint !== undefined;
  return (
    <Tooltip label={hint} disabled={!isOff} multiline maw={280}>
      <Button
        {...props}
        {...(isOff ? { 'data-disabled': true, 'aria-disabled': true } : {})}
        onClick={(event) => {
          if (isOff) event.preventDefault();
          else onClick?.();
        }}
      />
    </Tooltip>
  );
}
