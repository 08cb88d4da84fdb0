import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TieOut } from '../../../api/contract/reports.ts';
import type { TieOutClass } from '../../../domain/tie-out.ts';
import { TIE_OUT_CLASS_WORDS } from '../../../domain/tie-out-words.ts';
import { groupedCount, groupedMoney } from '../../ui/money-text.ts';

type Account = TieOut['accounts'][number];

const MOST = 20;

/** The classes that make the difference of an account, each in words. */
export function classesOf({ classes }: Pick<Account, 'classes'>) {
  return Object.entries(classes)
    .filter(([, amount]) => !/^-?0\.00$/.test(amount))
    .map(([key, amount]) => ({ key, amount, ...TIE_OUT_CLASS_WORDS[key as TieOutClass] }));
}

/** Why an account differs: its classes with what each means, and the rows and documents behind them. */
export function TieOutReasons(props: { account: Account; reasons: TieOut['reasons'] }): ReactNode {
  const { account, reasons } = props;
  const own = reasons.filter((one) => one.code === account.code);
  const shares = Object.entries(account.shares);
  return (
    <Stack gap="sm" maw={760} py="xs">
      {classesOf(account).map(({ key, name, meaning, amount }) => (
        <div key={key}>
          <Text size="sm" fw={600}>
            {groupedMoney(amount)} {name}
          </Text>
          <Text size="sm">{meaning}</Text>
          <Behind reasons={own.filter((one) => one.class === key)} />
        </div>
      ))}
      {!/^-?0\.00$/.test(account.others) && (
        <div>
          <Text size="sm" fw={600}>
            {groupedMoney(account.others)} others
          </Text>
          <Text size="sm">Others post to this account as well; what is not ours stands here.</Text>
        </div>
      )}
      {!/^-?0\.00$/.test(account.unexplained) && (
        <div>
          <Text size="sm" fw={600}>
            {groupedMoney(account.unexplained)} unexplained
          </Text>
          <Text size="sm">Nothing that is known here accounts for it.</Text>
        </div>
      )}
      {shares.length > 1 && (
        <Text size="sm">
          Loan book by entity:{' '}
          {shares.map(([entity, amount]) => `${entity} ${groupedMoney(amount)}`).join(', ')}
        </Text>
      )}
    </Stack>
  );
}

function Behind({ reasons }: { reasons: TieOut['reasons'] }): ReactNode {
  if (reasons.length === 0) return null;
  const left = reasons.length - MOST;
  return (
    <List size="sm" withPadding>
      {reasons.slice(0, MOST).map(({ of, amount }) => (
        <List.Item key={of}>
          {groupedMoney(amount)}: <Source of={of} />
        </List.Item>
      ))}
      {left > 0 && <List.Item>and {groupedCount(left)} more</List.Item>}
    </List>
  );
}

/** Leads to a document of ours, "journal 20260531.001/1"; rows and documents of others are named. */
function Source({ of }: { of: string }): ReactNode {
  const [, kind, exportId, part] = /^(journal|bank transaction) (\S.*)\/(\d+)$/.exec(of) ?? [];
  if (exportId === undefined) return of;
  return (
    <>
      {kind}{' '}
      <Anchor
        inherit
        component={Link}
        to="/batches/$exportId/documents/$part"
        params={{ exportId, part } as never}
        underline="always"
      >
        {exportId}/{part}
      </Anchor>
    </>
  );
}
