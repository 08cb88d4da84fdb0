import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Waiting } from '../../../api/contract/home.ts';
import { groupedCount } from '../../ui/money-text.ts';

/** What waits of an entity, by age; undefined while it is counted. */
export function WaitingFacts({ waiting }: { waiting: Waiting | undefined }): ReactNode {
  if (waiting === undefined) return <Text size="sm">Being counted …</Text>;
  const { rows, oldest, ages } = waiting;
  if (rows === 0) {
    return (
      <>
        <Text fw={600}>Nothing waits</Text>
        <NextRun />
      </>
    );
  }
  const shown = ages.map((age, index) => ({
    ...age,
    words: wordsOf(ages[index - 1]?.upToDays ?? null, age.upToDays),
  }));
  return (
    <>
      <Text fw={600}>{rows === 1 ? '1 transaction' : `${groupedCount(rows)} transactions`}</Text>
      <Text size="sm">The oldest of {oldest}</Text>
      {shown
        .filter((age) => age.rows > 0)
        .map((age) => (
          <Text key={age.words} size="sm">
            {groupedCount(age.rows)} {age.words}
          </Text>
        ))}
      <NextRun />
    </>
  );
}

function wordsOf(after: number | null, upTo: number | null): string {
  if (after === null) return `up to ${upTo} days old`;
  return upTo === null ? `older than ${after} days` : `${after + 1} to ${upTo} days old`;
}

/** The configuration takes no schedule: somebody begins each export. */
function NextRun(): ReactNode {
  return <Text size="sm">Next scheduled run: none</Text>;
}
