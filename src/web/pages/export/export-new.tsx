import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { AgainStep } from './again-step.tsx';
import type { ExportSearch } from './export-search.ts';
import { ExportSteps } from './export-steps.tsx';
import { OptionsStep } from './options-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { StartStep } from './start-step.tsx';

/** Process, Export General Ledger, as far as nothing is stored. */
export function ExportNewPage(): ReactNode {
  const search: ExportSearch = useSearch({ from: '/inside/export/new' });
  return (
    <Page title="Export General Ledger">
      <ExportSteps at={atOf(search)} search={search} />
      <StepOf search={search} />
    </Page>
  );
}

function atOf({ step }: ExportSearch): 'Start' | 'Options' | 'Preview' {
  if (step === 'options') return 'Options';
  return step === 'preview' ? 'Preview' : 'Start';
}

function StepOf({ search }: { search: ExportSearch }): ReactNode {
  if (search.step === 'again') return <AgainStep search={search} />;
  if (search.step === 'options') return <OptionsStep search={search} />;
  if (search.step === 'preview') return <PreviewStep search={search} />;
  return <StartStep search={search} />;
}
