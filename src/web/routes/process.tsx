import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readUndoSearch } from '../pages/batches/undo-search.ts';
import { readExportSearch } from '../pages/export/export-search.ts';
import { inside } from './frame.tsx';

const exportNew = createRoute({
  getParentRoute: () => inside,
  path: '/export/new',
  validateSearch: readExportSearch,
  component: lazyRouteComponent(() => import('../pages/export/export-new.tsx'), 'ExportNewPage'),
});

const exportSend = createRoute({
  getParentRoute: () => inside,
  path: '/export/$exportId',
  validateSearch: (search): { isOther?: boolean } =>
    search.isOther === true ? { isOther: true } : {},
  component: lazyRouteComponent(() => import('../pages/export/export-send.tsx'), 'ExportSendPage'),
});

const batches = createRoute({
  getParentRoute: () => inside,
  path: '/batches',
  component: lazyRouteComponent(() => import('../pages/batches/batches.tsx'), 'BatchesPage'),
});

const batch = createRoute({
  getParentRoute: () => inside,
  path: '/batches/$exportId',
  component: lazyRouteComponent(() => import('../pages/batches/batch.tsx'), 'BatchPage'),
});

const undo = createRoute({
  getParentRoute: () => inside,
  path: '/batches/$exportId/undo',
  validateSearch: readUndoSearch,
  component: lazyRouteComponent(() => import('../pages/batches/undo.tsx'), 'UndoPage'),
});

const document = createRoute({
  getParentRoute: () => inside,
  path: '/batches/$exportId/documents/$part',
  component: lazyRouteComponent(() => import('../pages/batches/document.tsx'), 'DocumentPage'),
});

const postings = createRoute({
  getParentRoute: () => inside,
  path: '/batches/$exportId/documents/$part/lines/$line',
  component: lazyRouteComponent(() => import('../pages/batches/postings.tsx'), 'PostingsPage'),
});

const row = createRoute({
  getParentRoute: () => inside,
  path: '/rows/$rowId',
  component: lazyRouteComponent(() => import('../pages/batches/row.tsx'), 'RowPage'),
});

/** The menu Process: exports, down to the rows behind them. */
export const processRoutes = [
  exportNew,
  exportSend,
  batches,
  batch,
  undo,
  document,
  postings,
  row,
] as const;
