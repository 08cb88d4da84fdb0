import { Anchor, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EntityHome, Waiting } from '../../../api/contract/home.ts';
import { sessionQuery } from '../../queries.ts';
import { StateBadge } from '../../ui/batch-state.tsx';
import { groupedMoney, shortInstant } from '../../ui/money-text.ts';
import { WaitingFacts } from './waiting-facts.tsx';

/** How one entity stands. */
export function EntityCard(props: { home: EntityHome; waiting: Waiting | undefined }): ReactNode {
  const { home, waiting } = props;
  const { entity, description, attention } = home;
  return (
    <Paper component="section" aria-label={entity} withBorder p="md">
      <Title order={2} size="h3" mb="sm">
        {description === '' ? entity : `${entity}: ${description}`}
      </Title>
      {attention.length > 0 && <AttentionList attention={attention} />}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="lg">
        <Fact title="Connection">
          <ConnectionFacts connection={home.connection} />
        </Fact>
        <Fact title="Waiting for export">
          <WaitingFacts waiting={waiting} />
        </Fact>
        <Fact title="Last exports">
          <LastExports exports={home.lastExports} />
        </Fact>
        <Fact title="Tie-out">
          <TieOutFacts entity={entity} tieOut={home.tieOut} />
        </Fact>
      </SimpleGrid>
    </Paper>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Stack gap={4} miw={0}>
      <Title order={3} size="h6" c="dimmed">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function AttentionList({ attention }: Pick<EntityHome, 'attention'>): ReactNode {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap" mb="md">
      <IconAlertTriangle size={20} color="var(--mantine-color-error)" aria-hidden />
      <List size="sm" listStyleType="none" aria-label="Needs attention">
        {attention.map(({ text, exportId }) => (
          <List.Item key={text}>
            {exportId === null ? (
              text
            ) : (
              <Anchor
                component={Link}
                to="/batches/$exportId"
                params={{ exportId } as never}
                size="sm"
                underline="always"
              >
                {text}
              </Anchor>
            )}
          </List.Item>
        ))}
      </List>
    </Group>
  );
}

function ConnectionFacts({ connection }: Pick<EntityHome, 'connection'>): ReactNode {
  const { session } = useSuspenseQuery(sessionQuery).data;
  const isTest = session?.mode === 'test';
  const mode = isTest ? 'Test mode: the twin' : 'Production mode';
  if (connection === null) {
    return (
      <>
        <Text fw={600}>{isTest ? 'The twin stands in for Xero' : 'Not connected'}</Text>
        <Text size="sm">{isTest ? mode : 'Connect under Tools, Global Settings.'}</Text>
      </>
    );
  }
  const { organisation, authorisedBy, daysLeft, endReason, isOwn } = connection;
  const life = daysLeft === null ? 'does not end by itself' : `${daysLeft} days left`;
  return (
    <>
      <Text fw={600}>{organisation}</Text>
      <Text size="sm">Allowed by {authorisedBy}</Text>
      <Text size="sm">{endReason === null ? life : 'ended: connect again'}</Text>
      <Text size="sm">
        {mode}, {isOwn ? 'own connection' : 'global connection'}
      </Text>
    </>
  );
}

function LastExports({ exports }: { exports: EntityHome['lastExports'] }): ReactNode {
  if (exports.length === 0) return <Text size="sm">None yet</Text>;
  return exports.map(({ exportId, state }) => (
    <Group key={exportId} gap="xs" justify="space-between">
      <Anchor
        component={Link}
        to="/batches/$exportId"
        params={{ exportId } as never}
        size="sm"
        underline="always"
      >
        {exportId}
      </Anchor>
      <StateBadge state={state} />
    </Group>
  ));
}

function TieOutFacts({ entity, tieOut }: Pick<EntityHome, 'entity' | 'tieOut'>): ReactNode {
  if (tieOut === null) {
    return (
      <>
        <Text size="sm">None made yet</Text>
        <TieOutLink search={{ entity }} />
      </>
    );
  }
  const { date, unexplained, accounts, madeAt } = tieOut;
  const isTied = /^-?0\.00$/.test(unexplained);
  return (
    <>
      <Text fw={600} {...(isTied ? {} : { c: 'var(--mantine-color-error)' })}>
        {isTied ? 'Ties to the cent' : `${groupedMoney(unexplained)} unexplained`}
      </Text>
      <Text size="sm">
        At {date}, {accounts} accounts
      </Text>
      <Text size="sm">Made {shortInstant(madeAt)} UTC</Text>
      <TieOutLink search={{ entity, date }} />
    </>
  );
}

function TieOutLink({ search }: { search: { entity: string; date?: string } }): ReactNode {
  return (
    <Anchor
      component={Link}
      to="/reports/tie-out"
      search={search as never}
      size="sm"
      underline="always"
    >
      {search.date === undefined ? 'Tie out' : 'Tie-out by account'}
    </Anchor>
  );
}
