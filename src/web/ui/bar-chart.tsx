import { Box, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

/** One bar: what it is of, how high it is drawn, and its figure as people read it. */
export interface Bar {
  readonly label: string;
  readonly height: number;
  readonly figure: string;
}

const WIDTH = 600;
const HEIGHT = 180;
const FOOT = 22;
const HEAD = 18;
const MOST_LABELS = 6;

/** Bars side by side; the same figures stand behind it as a table for people who do not see it. */
export function BarChart(props: {
  caption: string;
  /** What the labels and the figures are: "Month", "Total". */
  titles: readonly [string, string];
  bars: readonly Bar[];
  /** Stands where there is none. */
  empty: string;
}): ReactNode {
  const { caption, titles, bars, empty } = props;
  if (bars.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <Box component="figure" m={0}>
      <Drawing bars={bars} />
      <VisuallyHidden>
        <Table>
          <Table.Caption>{caption}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {titles.map((title) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bars.map(({ label, figure }) => (
              <Table.Tr key={label}>
                <Table.Td>{label}</Table.Td>
                <Table.Td>{figure}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </Box>
  );
}

function Drawing({ bars }: { bars: readonly Bar[] }): ReactNode {
  const highest = Math.max(...bars.map(({ height }) => height), 1);
  const step = WIDTH / Math.max(bars.length, 6);
  const everyNth = Math.ceil(bars.length / MOST_LABELS);
  const space = HEIGHT - FOOT - HEAD;
  const top = bars.findIndex(({ height }) => height === highest);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" aria-hidden style={{ display: 'block' }}>
      <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} stroke={LINE} />
      {bars.map(({ label, height, figure }, index) => {
        const tall = Math.max((space * Math.max(height, 0)) / highest, height > 0 ? 2 : 0);
        const x = index * step;
        const middle = x + step / 2;
        const foot = HEIGHT - FOOT;
        return (
          <g key={label}>
            <title>{`${label}: ${figure}`}</title>
            <rect
              x={x + step * 0.15}
              width={step * 0.7}
              y={foot - tall}
              height={tall}
              rx={2}
              fill="var(--mantine-primary-color-filled)"
            />
            {index === top && <Words x={middle} y={foot - tall - 5} text={figure} />}
            {index % everyNth === 0 && <Words x={middle} y={HEIGHT - 6} text={label} />}
          </g>
        );
      })}
    </svg>
  );
}

const LINE = 'var(--mantine-color-default-border)';
const LETTER = 6.8;

/** In the middle of its bar, unless it would be cut at an edge. */
function Words({ x, y, text }: { x: number; y: number; text: string }): ReactNode {
  const half = (text.length * LETTER) / 2;
  const middle = Math.min(Math.max(x, half), WIDTH - half);
  return (
    <text x={middle} y={y} textAnchor="middle" fontSize={12} fill="var(--mantine-color-text)">
      {text}
    </text>
  );
}
