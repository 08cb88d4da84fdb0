import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserLink } from '../../../api/contract/users.ts';

/** Shows a one-time link, which nobody can see again. */
export function UserLinkDialog({
  link,
  onClose,
}: {
  link: UserLink | undefined;
  onClose: () => void;
}): ReactNode {
  const address = link && new URL(link.link, globalThis.location.href).href;
  return (
    <Modal opened={link !== undefined} onClose={onClose} title={`Link for ${link?.user}`} centered>
      <Stack>
        <Text size="sm">
          Give this link to {link?.user} in a way that nobody else can read. It works once, for a
          day, and is shown here only now; older links of this user have ended.
        </Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {address}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={address ?? ''}>
            {({ copied, copy }) => (
              <Button onClick={copy} data-autofocus>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
