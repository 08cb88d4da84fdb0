import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readExportedMonths, readHome, readWaiting } from '../../api/contract/home.ts';
import { reading, sessionQuery } from '../queries.ts';
import { Page } from '../ui/page.tsx';
import { Problems, ProblemsOf } from '../ui/problems.tsx';
import { ExportedChart, WaitingChart } from './home/charts.tsx';
import { EntityCard } from './home/entity-card.tsx';

/** What somebody who comes in looks at first. */
export function HomePage(): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  if (session?.permissions.includes('read') !== true) {
    return (
      <Page title="Home">
        <Text>You look after users: see Admin, Users. Figures are shown to other levels.</Text>
      </Page>
    );
  }
  return <Books />;
}

function Books(): ReactNode {
  const home = useQuery(reading(readHome));
  const waiting = useQuery(reading(readWaiting));
  const exported = useQuery(reading(readExportedMonths));
  const { entities = [], problems = [], warnings = [] } = home.data ?? {};
  return (
    <Page title="Home">
      <ProblemsOf error={home.error ?? waiting.error ?? exported.error} />
      <Problems problems={problems} />
      <Problems problems={warnings} isWarning />
      {home.data !== undefined && entities.length === 0 && (
        <Text>
          There is no entity yet. Add one under Admin, Entities, or apply a configuration file.
        </Text>
      )}
      <Stack gap="lg">
        {entities.map((entity) => (
          <EntityCard
            key={entity.entity}
            home={entity}
            waiting={waiting.data?.entities.find((one) => one.entity === entity.entity)}
          />
        ))}
      </Stack>
      {entities.length > 0 && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ExportedChart months={exported.data?.months} />
          <WaitingChart days={waiting.data?.days} />
        </SimpleGrid>
      )}
    </Page>
  );
}
