import {
  ActionIcon,
  AppShell,
  Burger,
  Button,
  Drawer,
  Group,
  Menu,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconMoon, IconSun } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Session, signOut } from '../../api/contract/session.ts';
import { callApi } from '../call-api.ts';
import { type Menu as MenuOfPages, menusFor } from '../menus.ts';
import { queries, sessionQuery } from '../queries.ts';
import { ModeBanner } from './mode-banner.tsx';

/** The frame of every page: menus above, the mode in force below them, the user at the foot. */
export function Shell(): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  const [isOpen, drawer] = useDisclosure();
  if (session === null) return null;
  const menus = menusFor(session.permissions);
  return (
    <AppShell header={{ height: 52 }} footer={{ height: 30 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" gap="xs" wrap="nowrap">
          <Burger opened={isOpen} onClick={drawer.toggle} hiddenFrom="sm" aria-label="Menus" />
          <Button component={Link} to="/" variant="subtle" px="xs" fw={700}>
            tieout
          </Button>
          <Group component="nav" aria-label="Menus" gap={4} visibleFrom="sm" wrap="nowrap">
            {menus.map((menu) => (
              <Dropdown key={menu.label} {...menu} />
            ))}
          </Group>
          <Group ml="auto" gap="xs" wrap="nowrap">
            <ColorSchemeButton />
            <SignOutButton />
          </Group>
        </Group>
      </AppShell.Header>
      <Drawer opened={isOpen} onClose={drawer.close} title="Menus" size="xs">
        {menus.map((menu) => (
          <NavLink key={menu.label} label={menu.label} defaultOpened>
            {menu.entries.map(({ label, to }) => (
              <NavLink key={to} component={Link} to={to} label={label} onClick={drawer.close} />
            ))}
          </NavLink>
        ))}
      </Drawer>
      <AppShell.Main>
        <ModeBanner session={session} />
        <Outlet />
      </AppShell.Main>
      <AppShell.Footer>
        <Foot session={session} />
      </AppShell.Footer>
    </AppShell>
  );
}

function Dropdown({ label, entries }: MenuOfPages): ReactNode {
  return (
    <Menu shadow="md" position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" px="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Menu.Item key={entry.to} component={Link} to={entry.to}>
            {entry.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ColorSchemeButton(): ReactNode {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const label = isDark ? 'Light colours' : 'Dark colours';
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}

function SignOutButton(): ReactNode {
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await callApi(signOut).catch(() => undefined);
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Button variant="default" size="xs" onClick={leave}>
      Sign out
    </Button>
  );
}

function Foot({ session }: { session: Session }): ReactNode {
  const { code, name } = session.user;
  return (
    <Group h="100%" px="md" justify="space-between">
      <Text size="xs">
        User: {code} {name}
      </Text>
      <Text size="xs">
        <VisuallyHidden>Mode in force: </VisuallyHidden>
        {session.mode === 'test' ? 'Test mode' : 'Production mode'}
      </Text>
    </Group>
  );
}
