import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { SignInPage } from './sign-in-page.js';

const AccountPage = lazy(() => import('./account-page.js'));

/** For whoever is not signed in. */
export const accessRoutes: RouteObject[] = [{ path: '/sign-in', element: <SignInPage /> }];

export const accountRoutes: RouteObject[] = [{ path: '/account', element: <AccountPage /> }];
