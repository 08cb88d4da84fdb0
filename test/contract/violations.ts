import type { Lender } from '../scenarios/export/lender.ts';
import type { XeroContract } from './openapi.ts';

/** Everything that crosses the wire from now on that Xero's own document does not describe. */
export function violationsOf({ tap }: Lender, contract: XeroContract): string[] {
  const violations: string[] = [];
  tap.onExchange = (exchange) => {
    const { method, url, body, httpStatus, answer } = exchange;
    if (url.startsWith('/connect/token')) return;
    const sent: unknown = body === '' ? undefined : JSON.parse(body);
    const found = [
      ...contract.checkRequest(method, url, sent),
      ...(answer === undefined
        ? []
        : contract.checkAnswer(method, url, { httpStatus, body: answer })),
    ];
    violations.push(...found.map((one) => `${method} ${url}: ${one}`));
  };
  return violations;
}
