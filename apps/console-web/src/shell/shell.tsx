import { AppShell, Burger, Container, Group, Loader, NavLink, ScrollArea, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, type ReactNode } from 'react';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import type { Role, Session } from '@ins-relay/console-contract';
import { CallError } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { SESSION_PATH } from '../api/use-session.js';
import { PageState } from '../shared/page-state.js';
import { NAVIGATION } from './navigation.js';
import { UserMenu } from './user-menu.js';

const RANKS: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, admin: 2 };

/** The frame of every page, for whoever is signed in. */
export function Shell(): ReactNode {
  const session = useAnswer<Session>(SESSION_PATH, { refreshMs: 60_000 });
  const location = useLocation();
  if (session.error instanceof CallError && session.error.status === 401) {
    const wanted = `${location.pathname}${location.search}`;
    return <Navigate to={`/sign-in${wanted === '/' ? '' : `?to=${encodeURIComponent(wanted)}`}`} replace />;
  }
  if (session.data === undefined) {
    return (
      <Container py="xl">
        <PageState query={session} />
      </Container>
    );
  }
  if (session.data.mustChangePassword && location.pathname !== '/account') {
    return <Navigate to="/account" replace />;
  }
  return <Frame session={session.data} />;
}

function Frame({ session }: { session: Session }): ReactNode {
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <img src="/icon.svg" alt="" width={26} height={26} />
            <Title order={1} size="h4">
              INS Relay
            </Title>
          </Group>
          <UserMenu session={session} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <ScrollArea>
          <Navigation role={session.role} pathname={pathname} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main>
        <Container size="xl" px={{ base: 0, sm: 'md' }}>
          <Suspense fallback={<Loader m="xl" aria-label="Loading" />}>
            <Outlet />
          </Suspense>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation({ pathname, role }: { pathname: string; role: Role }): ReactNode {
  return NAVIGATION.map(({ entries, title }, i) => {
    const visible = entries.filter((entry) => RANKS[role] >= RANKS[entry.role]);
    if (visible.length === 0) return null;
    return (
      <nav key={i} aria-label={title ?? 'Pages'}>
        {title === undefined ? null : (
          <Text size="xs" c="dimmed" mt="md" mb={4} px="sm" tt="uppercase" fw={600}>
            {title}
          </Text>
        )}
        {visible.map(({ icon: Icon, label, path }) => (
          <NavLink
            key={path}
            component={Link}
            to={path}
            label={label}
            leftSection={<Icon size={18} aria-hidden />}
            active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
            aria-current={pathname === path ? 'page' : undefined}
          />
        ))}
      </nav>
    );
  });
}
