import type { Call, Endpoint } from '../calls/call.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import type { Answer } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'Currencies';

const NAMES = new Intl.DisplayNames('en', { type: 'currency' });

/** Those of the organisation: here its base currency alone. */
export const currencyEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Currencies', resource: NAME, answer: listCurrencies },
];

function listCurrencies(call: Call): Answer {
  const { rows } = listRows<{ code: string }>(call, {
    table: '(select tenant_id, base_currency code from organisation)',
    idColumn: 'code',
    fields: queryFields({ Code: { sql: 'code', kind: 'text' } }),
    defaultOrder: 'Code ASC',
    hasPages: false,
    hasModified: false,
  });
  const elements = rows.map(({ code: Code }) =>
    JSON.stringify({ Code, Description: NAMES.of(Code) ?? Code }),
  );
  return envelopeAnswer(call, { name: NAME, elements });
}
