import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Menu,
  ScrollArea,
  Table,
  Text,
  TextInput,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconColumns,
  IconDownload,
  IconSearch,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { DetailedRow } from './detailed-row.tsx';
import { downloadCsv } from './download-csv.ts';
import { type Column, type Sorting, shownRows, textOf } from './table-rows.ts';

interface DataTableProps<Row> {
  /** What the rows are, for people who do not see the table. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Sorted by this at first. */
  readonly sorting?: Sorting;
  /** Stands where there is no row at all. */
  readonly empty: string;
  readonly actions?: ReactNode;
  /** A few rows that need no search, columns and file of their own. */
  readonly isSmall?: boolean;
  /** What opens below a row; null where a row has nothing more to say. */
  readonly detailOf?: (row: Row) => ReactNode;
}

/** A list: search, sorting, columns that can be hidden, and the rows as a CSV file. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, rows, columns, keyOf, empty, actions, isSmall = false, detailOf } = props;
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState(props.sorting);
  const [hidden, setHidden] = useState<readonly string[]>(() =>
    columns.filter((one) => one.isHiddenAtFirst === true).map((one) => one.title),
  );
  const shown = columns.filter((one) => !hidden.includes(one.title));
  const visible = shownRows(rows, { columns, search, sorting });
  const toggle = (title: string): void =>
    setHidden((now) =>
      now.includes(title) ? now.filter((one) => one !== title) : [...now, title],
    );
  return (
    <>
      {!isSmall && (
        <Group mb="xs" gap="xs">
          <SearchField caption={caption} search={search} setSearch={setSearch} />
          <ColumnMenu columns={columns} hidden={hidden} toggle={toggle} />
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => downloadCsv(caption, shown, visible)}
          >
            CSV
          </Button>
          <Group ml="auto">{actions}</Group>
        </Group>
      )}
      <ScrollArea type="auto" tabIndex={0} role="region" aria-label={caption}>
        <Table stickyHeader highlightOnHover captionSide="bottom">
          <Table.Caption>
            {visible.length === rows.length
              ? `${rows.length} in all`
              : `${visible.length} of ${rows.length}`}
          </Table.Caption>
          <Table.Thead>
            <Headings
              {...{ columns: shown, sorting, setSorting }}
              isOpening={detailOf !== undefined}
            />
          </Table.Thead>
          <Table.Tbody>
            {visible.map((row) => (
              <DetailedRow
                key={keyOf(row)}
                name={keyOf(row)}
                columns={shown.length}
                {...(detailOf === undefined ? {} : { detail: detailOf(row) })}
              >
                {shown.map((column) => (
                  <Table.Td key={column.title} {...figureStyle(column)} {...dayStyle(column, row)}>
                    {column.show === undefined ? textOf(column, row) : column.show(row)}
                  </Table.Td>
                ))}
              </DetailedRow>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {visible.length === 0 && (
        <Text c="dimmed" ta="center" py="lg">
          {rows.length === 0 ? empty : 'Nothing fits the search.'}
        </Text>
      )}
    </>
  );
}

function SearchField(props: {
  caption: string;
  search: string;
  setSearch: (search: string) => void;
}): ReactNode {
  const { caption, search, setSearch } = props;
  return (
    <TextInput
      type="search"
      aria-label={`Search ${caption}`}
      placeholder="Search"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={search}
      onChange={(event) => setSearch(event.currentTarget.value)}
    />
  );
}

function Headings<Row>(props: {
  columns: readonly Column<Row>[];
  sorting: Sorting | undefined;
  setSorting: (sorting: Sorting) => void;
  /** Whether rows can be opened. */
  isOpening: boolean;
}): ReactNode {
  const { columns, sorting, setSorting, isOpening } = props;
  return (
    <Table.Tr>
      {isOpening && (
        <Table.Th w={40}>
          <VisuallyHidden>Details</VisuallyHidden>
        </Table.Th>
      )}
      {columns.map((column) => (
        <Heading key={column.title} {...{ column, sorting, setSorting }} />
      ))}
    </Table.Tr>
  );
}

function Heading<Row>(props: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  setSorting: (sorting: Sorting) => void;
}): ReactNode {
  const { column, sorting, setSorting } = props;
  const { title } = column;
  const isSorted = sorting?.title === title;
  const isDown = isSorted && sorting.isDescending;
  const Arrow = isDown ? IconArrowDown : IconArrowUp;
  const direction = isDown ? 'descending' : 'ascending';
  return (
    <Table.Th aria-sort={isSorted ? direction : 'none'} {...figureStyle(column)}>
      <UnstyledButton
        fw={600}
        fz="sm"
        onClick={() => setSorting({ title, isDescending: isSorted && !isDown })}
      >
        {title} {isSorted && <Arrow size={14} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  );
}

function ColumnMenu<Row>(props: {
  columns: readonly Column<Row>[];
  hidden: readonly string[];
  toggle: (title: string) => void;
}): ReactNode {
  const { columns, hidden, toggle } = props;
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="Columns" title="Columns">
          <IconColumns size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ title }) => (
          <Menu.Item key={title} onClick={() => toggle(title)} role="menuitemcheckbox">
            <Checkbox
              label={title}
              checked={!hidden.includes(title)}
              readOnly
              tabIndex={-1}
              style={{ pointerEvents: 'none' }}
            />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A day, or a moment, stays on one line. */
function dayStyle<Row>(column: Column<Row>, row: Row) {
  return /^\d{4}-\d\d-\d\d/.test(textOf(column, row)) ? { miw: '6.5rem' } : {};
}

function figureStyle<Row>({ isFigure }: Column<Row>) {
  return isFigure === true
    ? { ta: 'right' as const, style: { fontVariantNumeric: 'tabular-nums' } }
    : {};
}
