import { Box, Flex, NavLink, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

export interface SideGroup {
  readonly label: string;
  readonly entries: readonly SideEntry[];
}

interface SideEntry {
  readonly label: string;
  readonly to: string;
  /** Its address is the beginning of others'. */
  readonly isExact?: boolean;
}

const NAV_WIDTH = 220;

/** Pages that belong together: their names at the left, the one that is open beside them. */
export function WithSideNav(props: {
  /** What the names are of, for people who do not see where they stand. */
  label: string;
  groups: readonly SideGroup[];
  /** Shows a field by which the names are sifted. */
  hasFilter?: boolean;
  children: ReactNode;
}): ReactNode {
  const { label, groups, hasFilter = false, children } = props;
  const [filter, setFilter] = useState('');
  return (
    <Flex gap="lg" align="flex-start" direction={{ base: 'column', sm: 'row' }}>
      <Box component="nav" aria-label={label} w={{ base: '100%', sm: NAV_WIDTH }} flex="none">
        {hasFilter && (
          <TextInput
            type="search"
            size="xs"
            mb="xs"
            aria-label={`Filter ${label}`}
            placeholder="Filter"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        )}
        {siftedGroups(groups, filter).map((group) => (
          <Box key={group.label} mb="xs">
            <Text size="sm" fw={600} px="sm" py={4}>
              {group.label}
            </Text>
            {group.entries.map(({ label: name, to, isExact = false }) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={name}
                activeOptions={{ exact: isExact }}
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

/** The entries in whose name, or in whose group's, the filter occurs. */
function siftedGroups(groups: readonly SideGroup[], filter: string): SideGroup[] {
  const wanted = filter.trim().toLowerCase();
  const fits = (text: string): boolean => text.toLowerCase().includes(wanted);
  return groups
    .map(({ label, entries }) => ({
      label,
      entries: fits(label) ? entries : entries.filter((one) => fits(one.label)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
