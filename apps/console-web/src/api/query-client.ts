import { QueryClient } from '@tanstack/react-query';
import { CallError } from './call-api.js';

const isWorthRetrying = (error: Error) =>
  !(error instanceof CallError) || error.status === 0 || error.status >= 500;

/** Answers are kept for a moment; whoever needs them fresh says so. A hidden tab asks for nothing. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      refetchIntervalInBackground: false,
    },
  },
});
