import { Anchor, Box, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { PROBLEM_GALLERY } from '../../../domain/problems/gallery.ts';
import type { ProblemTopic } from '../../../domain/problems/topics.ts';
import { Page } from '../../ui/page.tsx';
import { ProblemCard } from './problem-card.tsx';

const IN_ALL = PROBLEM_GALLERY.reduce((sum, topic) => sum + Object.keys(topic.problems).length, 0);

/** Every problem that the program reports, with what to do about it. */
export function ErrorsPage(): ReactNode {
  const [search, setSearch] = useState('');
  const topics = PROBLEM_GALLERY.map((topic) => found(topic, search)).filter(
    ({ problems }) => Object.keys(problems).length > 0,
  );
  const shown = topics.reduce((sum, topic) => sum + Object.keys(topic.problems).length, 0);
  return (
    <Page title="Errors">
      <Text maw={760}>
        Every problem that tieout reports, under its fixed name. Words in ‹angle quotes› stand for
        the values of the case. The first three groups are those of the guide.
      </Text>
      <TextInput
        type="search"
        label="Search"
        description="Words of the name, of the message or of the remedy; blank shows all."
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={480}
      />
      <Text size="sm" role="status">
        {shown === IN_ALL ? `${IN_ALL} in all` : `${shown} of ${IN_ALL}`}
      </Text>
      <Topics topics={topics} />
      {topics.map((topic) => (
        <Topic key={topic.title} topic={topic} />
      ))}
    </Page>
  );
}

function Topics({ topics }: { topics: readonly ProblemTopic[] }): ReactNode {
  return (
    <Box component="nav" aria-label="Groups">
      <List listStyleType="none" size="sm" style={{ columnWidth: '16rem', maxWidth: 860 }}>
        {topics.map(({ title, problems }) => (
          <List.Item key={title}>
            <Anchor href={`#${anchorOf(title)}`} size="sm" underline="always">
              {title}
            </Anchor>{' '}
            ({Object.keys(problems).length})
          </List.Item>
        ))}
      </List>
    </Box>
  );
}

function Topic({ topic }: { topic: ProblemTopic }): ReactNode {
  const { title, about, problems } = topic;
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3" id={anchorOf(title)} style={{ scrollMarginTop: 64 }}>
        {title}
      </Title>
      <Text size="sm" maw={760}>
        {about}
      </Text>
      {Object.entries(problems).map(([name, entry]) => (
        <ProblemCard key={name} name={name} entry={entry} />
      ))}
    </Stack>
  );
}

/** A topic with those of its problems in which every word of the search occurs. */
function found(topic: ProblemTopic, search: string): ProblemTopic {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = Object.entries(topic.problems).filter(([name, { message, remedy }]) => {
    const text = `${name} ${message} ${remedy}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return { ...topic, problems: Object.fromEntries(fitting) };
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(/\W+/g, '-');
}
