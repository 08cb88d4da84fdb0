import type { ReactNode } from 'react';
import { Steps } from '../../ui/steps.tsx';
import type { ExportSearch } from './export-search.ts';

const LABELS = ['Start', 'Options', 'Preview', 'Send', 'Result'] as const;

/** The steps of Process, Export General Ledger; what was chosen stays while one goes back. */
export function ExportSteps(props: {
  at: (typeof LABELS)[number];
  search?: ExportSearch;
}): ReactNode {
  const { at, search } = props;
  const { job: _, making: __, ...chosen } = search ?? {};
  const backs = [
    { ...chosen, step: undefined },
    { ...chosen, step: 'options' as const },
  ];
  const steps = LABELS.map((label, index) => {
    const back = search === undefined ? undefined : backs[index];
    return back === undefined ? { label } : { label, back: { to: '/export/new', search: back } };
  });
  return <Steps steps={steps} at={LABELS.indexOf(at)} />;
}
