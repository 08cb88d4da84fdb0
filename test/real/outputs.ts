/** What the commands print with --json, as far as these tests read it. */
export interface ProblemOutput {
  readonly code: string;
  readonly message: string;
  readonly facts: Record<string, unknown>;
}

export interface ConfigOutput {
  readonly problems: readonly ProblemOutput[];
}

export interface ImportOutput {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly sameAs: string | number | null;
  readonly debits: string;
  readonly credits: string;
  readonly problems: readonly ProblemOutput[];
  readonly problemCount: number;
}

export interface PlanOutput {
  readonly exportId: string | null;
  readonly transactions: number;
  readonly postings: number;
  readonly lines: number;
  readonly documents: { readonly manualJournals: number; readonly bankTransactions: number };
  readonly debits: string;
  readonly credits: string;
  readonly gst: string;
  readonly gstXero: string;
  readonly held: readonly unknown[];
  readonly problems: readonly ProblemOutput[];
}

export interface SendOutput {
  readonly exportId: string;
  readonly state: string;
  readonly documents: Record<'confirmed' | 'rejected' | 'inDoubt' | 'conflict', number>;
  readonly problems: readonly ProblemOutput[];
}

export interface TieOutOutput {
  readonly accounts: readonly {
    readonly code: string;
    readonly ours: string;
    readonly xero: string;
    readonly difference: string;
    readonly others: string;
    readonly classes: Record<string, string>;
  }[];
  readonly unexplained: string;
}
