import { Box, Flex, NavLink, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface SideGroup {
  readonly label: string;
  readonly entries: readonly { readonly label: string; readonly to: string }[];
}

const NAV_WIDTH = 220;

/** Pages that belong together: their names at the left, the one that is open beside them. */
export function WithSideNav(props: {
  /** What the names are of, for people who do not see where they stand. */
  label: string;
  groups: readonly SideGroup[];
  children: ReactNode;
}): ReactNode {
  const { label, groups, children } = props;
  return (
    <Flex gap="lg" align="flex-start" direction={{ base: 'column', sm: 'row' }}>
      <Box component="nav" aria-label={label} w={{ base: '100%', sm: NAV_WIDTH }} flex="none">
        {groups.map((group) => (
          <Box key={group.label} mb="xs">
            <Text size="sm" fw={600} px="sm" py={4}>
              {group.label}
            </Text>
            {group.entries.map(({ label: name, to }) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={name}
                pl="lg"
                activeProps={{ 'data-active': true, 'aria-current': 'page' }}
              />
            ))}
          </Box>
        ))}
      </Box>
      <Box flex={1} miw={0} w="100%">
        {children}
      </Box>
    </Flex>
  );
}
