import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import {
  type CSSVariablesResolver,
  createTheme,
  darken,
  MantineProvider,
  type MantineThemeColors,
} from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './queries.ts';
import { router } from './router.tsx';

/** A calm blue-green, dark enough for white text on it (WCAG 2.2 AA, 4.5 : 1). */
const THEME = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif',
  headings: { fontWeight: '600' },
  components: {
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { description: { color: 'var(--mantine-color-text)' } },
    },
  },
});

const TINTS = ['gray', 'blue', 'cyan', 'green', 'yellow', 'orange', 'red'] as const;

/** Under the mouse a button grows darker: lighter, its white text could not be read. */
const HOVERED = '#095c6b';
const FILLED = {
  '--mantine-color-cyan-filled-hover': HOVERED,
  '--mantine-primary-color-filled-hover': HOVERED,
};

/** Descriptions and placeholders dark enough to be read (WCAG 2.2 AA, 4.5 : 1). */
const READABLE: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    ...FILLED,
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-error': colors.red[9],
    ...darkOnTints(colors),
  },
  dark: {
    ...FILLED,
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-error': colors.red[4],
  },
});

/** Badges and messages stand on a tint of their own colour. */
function darkOnTints(colors: MantineThemeColors): Record<string, string> {
  const darkened = TINTS.map((name) => {
    const color = darken(colors[name][9], 0.45);
    return [`--mantine-color-${name}-light-color`, color];
  });
  return Object.fromEntries(darkened);
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={THEME} cssVariablesResolver={READABLE} defaultColorScheme="auto">
        <Notifications position="top-right" />
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
