import type { ReactNode } from 'react';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { actorWords, groupedCount, groupedMoney, shortInstant } from '../../ui/money-text.ts';
import type { ShownBatch } from '../../use-batch.ts';

const STREAMS = { journals: 'Journals', bank: 'Bank transactions' } as const;

/** The figures of a batch, and how it came to be. */
export function BatchFacts({ batch }: { batch: ShownBatch }): ReactNode {
  const { entity, organisation, upTo, streams, transactions, totals, createdAt, createdBy } = batch;
  const { manualJournals, bankTransactions, debits, credits, gst, gstXero } = totals;
  const differs = gst === gstXero ? undefined : `${groupedMoney(gstXero)} as Xero rounds it`;
  const facts: Fact[] = [
    { name: 'Entity', value: entity },
    { name: 'Organisation', value: organisation },
    { name: 'Up to', value: upTo },
    { name: 'Transferred', value: streams.map((one) => STREAMS[one]).join(', ') },
    { name: 'Transactions', value: groupedCount(transactions) },
    { name: 'Lines', value: groupedCount(totals.lines) },
    { name: 'Manual journals', value: groupedCount(manualJournals) },
    { name: 'Bank transactions', value: groupedCount(bankTransactions) },
    { name: 'Debits', value: groupedMoney(debits) },
    { name: 'Credits', value: groupedMoney(credits) },
    { name: 'GST', value: groupedMoney(gst), note: differs },
    { name: 'Made', value: `${shortInstant(createdAt)} UTC`, note: actorWords(createdBy) },
  ];
  return <Facts label="Facts of the batch" facts={facts} />;
}
