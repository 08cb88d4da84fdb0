import type { FoundLine } from '../../domain/found-document.ts';
import { addCents, type Cents, negateCents } from '../../domain/money.ts';
import type { WireLineItem } from '../contract/bank-transactions.ts';
import type { WireJournalLine } from '../contract/manual-journals.ts';
import type { WireLineTracking } from '../contract/tracking-categories.ts';
import {
  amountOf,
  type Fields,
  optionalAmountOf,
  optionalListOf,
  optionalTextOf,
} from './fields.ts';

type WireLine = Pick<
  WireJournalLine & WireLineItem,
  'AccountCode' | 'AccountID' | 'Description' | 'LineAmount' | 'TaxAmount' | 'TaxType' | 'Tracking'
>;

/** How the amounts of a document are to be read. */
export interface Reading {
  readonly lineAmountTypes: string;
  /** Received money is written positive and is a credit on its lines. */
  readonly isCredit: boolean;
}

/** A line in our words: debit positive, GST included. */
export function lineFrom(wire: Fields<WireLine>, reading: Reading): FoundLine {
  const written = amountOf(wire, 'LineAmount');
  const gst = optionalAmountOf(wire, 'TaxAmount');
  const amount = reading.lineAmountTypes === 'Exclusive' ? addCents(written, gst) : written;
  const signed = (cents: Cents): Cents => (reading.isCredit ? negateCents(cents) : cents);
  return {
    glAccountCode: optionalTextOf(wire, 'AccountCode'),
    accountId: optionalTextOf(wire, 'AccountID'),
    description: optionalTextOf(wire, 'Description'),
    amount: signed(amount),
    gst: signed(gst),
    taxType: optionalTextOf(wire, 'TaxType'),
    tracking: optionalListOf<WireLineTracking>(wire, 'Tracking').map((tracking) => ({
      category: optionalTextOf(tracking, 'Name'),
      option: optionalTextOf(tracking, 'Option'),
    })),
  };
}
