import { Code, Drawer, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RequestHead, readRequest } from '../../../api/contract/reports.ts';
import { reading } from '../../queries.ts';
import { Facts } from '../../ui/facts.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';

/** What was sent to Xero in one call, and what came back; nothing where none is chosen. */
export function RequestDrawer(props: {
  requestId: number | undefined;
  onClose: () => void;
}): ReactNode {
  const { requestId, onClose } = props;
  return (
    <Drawer
      opened={requestId !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title={`Call ${requestId ?? ''}`}
    >
      {requestId !== undefined && <RequestShown requestId={requestId} />}
    </Drawer>
  );
}

/** How a call ended: Xero's status, or why none came. */
export function answerOf(one: RequestHead): string {
  const { http_status: httpStatus, outcome, reason } = one;
  return httpStatus === null ? reason || outcome : String(httpStatus);
}

/** What was asked for, with the marks of its address as people read them. */
export function callOf({ method, path }: RequestHead): string {
  try {
    return `${method} ${decodeURIComponent(path)}`;
  } catch {
    return `${method} ${path}`;
  }
}

/** To the second. */
export function momentOf({ at }: RequestHead): string {
  return at.replace('T', ' ').slice(0, 19);
}

function RequestShown({ requestId }: { requestId: number }): ReactNode {
  const { data, error } = useQuery(reading(readRequest, { path: { requestId } }));
  if (data === undefined) return <ProblemsOf error={error} />;
  const facts = [
    { name: 'When (UTC)', value: momentOf(data) },
    { name: 'Answer', value: answerOf(data), note: data.reason || undefined },
    { name: 'Milliseconds', value: data.duration_ms },
    { name: 'Export', value: data.export_id || 'a reading' },
    { name: 'Correlation id', value: data.correlation_id || 'none' },
  ];
  return (
    <Stack>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {callOf(data)}
      </Text>
      <Facts label="The call" facts={facts} />
      <Body title="Sent" text={data.request_body} />
      <Body title="Answered" text={data.answer_body} />
    </Stack>
  );
}

function Body({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      <Code block tabIndex={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text === '' ? 'nothing' : text}
      </Code>
    </section>
  );
}
