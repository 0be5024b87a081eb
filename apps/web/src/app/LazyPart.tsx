import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';

interface LazyPartProps {
  readonly whileLoading: ReactNode;
  readonly whenMissing: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page that is loaded when it is needed. If that fails, the rest of the page still works. */
export function LazyPart({ whileLoading, whenMissing, children }: LazyPartProps) {
  return (
    <ErrorBoundary fallback={whenMissing}>
      <Suspense fallback={whileLoading}>{children}</Suspense>
    </ErrorBoundary>
  );
}
