import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';

interface PartProps {
  readonly whileLoading: ReactNode;
  readonly whenMissing: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page that is loaded when it is wanted. Where it cannot be, the game goes on without it. */
export function Part({ whileLoading, whenMissing, children }: PartProps) {
  return (
    <ErrorBoundary fallback={whenMissing}>
      <Suspense fallback={whileLoading}>{children}</Suspense>
    </ErrorBoundary>
  );
}
