import { ActionIcon, Table } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';

/** One row of a list; with `detail` it can be opened, unless there is nothing more to say. */
export function DetailedRow(props: {
  /** Of the row, for the words of its button. */
  name: string;
  columns: number;
  detail?: ReactNode;
  /** Its cells. */
  children: ReactNode;
}): ReactNode {
  const { name, columns, detail, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (detail === undefined) return <Table.Tr>{children}</Table.Tr>;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr>
        <Table.Td>
          {detail !== null && (
            <ActionIcon
              variant="subtle"
              aria-label={`Details of ${name}`}
              aria-expanded={isOpen}
              {...(isOpen ? { 'aria-controls': id } : {})}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Chevron size={16} />
            </ActionIcon>
          )}
        </Table.Td>
        {children}
      </Table.Tr>
      {isOpen && detail !== null && (
        <Table.Tr id={id}>
          <Table.Td />
          <Table.Td colSpan={columns}>{detail}</Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
