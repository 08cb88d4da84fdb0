import type { Bundle } from '../../src/domain/bundle.ts';
import { addCents } from '../../src/domain/money.ts';
import type { PlanInput } from '../../src/domain/plan-input.ts';

/** Bundles of single rows put together as a store does that groups before it hands over. */
export function groupBundles({ bundles }: Pick<PlanInput, 'bundles'>): Bundle[] {
  const groups = new Map<string, Bundle>();
  for (const bundle of bundles) {
    const key = groupKey(bundle);
    const group = groups.get(key);
    groups.set(key, group === undefined ? bundle : joined(group, bundle));
  }
  const placed = new Map(bundles.map((one) => [placeOf(one, one.bundleKey), groupKey(one)]));
  return [...groups.values()].map((bundle) => {
    if (bundle.originKey === undefined) return bundle;
    const origin = groups.get(placed.get(placeOf(bundle, bundle.originKey)) ?? '');
    return { ...bundle, originKey: origin?.bundleKey ?? bundle.originKey };
  });
}

function placeOf({ stream }: Bundle, bundleKey: number): string {
  return `${stream} ${bundleKey}`;
}

function groupKey(bundle: Bundle): string {
  const { stream, segment, element, bankAccount, bankGroup, bundleKey, amount, gst } = bundle;
  const isInDetail = stream === 'journals' && element.summaryType === 'fullDetail';
  const isAlone = bundle.isReversal || isInDetail || (stream === 'bank' && bankGroup === '');
  if (isAlone) return `${stream} ${bundleKey}`;
  const when = stream === 'bank' ? bankGroup : bundle.date;
  const { branch, department } = segment;
  const what = [element.code, bankAccount?.code ?? '', gst === 0n, amount < 0n];
  return [stream, when, branch, department, ...what].join('|');
}

function joined(group: Bundle, bundle: Bundle): Bundle {
  return {
    ...group,
    bundleKey: group.firstRow,
    isSingleRow: false,
    text: '',
    rows: group.rows + bundle.rows,
    amount: addCents(group.amount, bundle.amount),
    gst: addCents(group.gst, bundle.gst),
    lastRow: bundle.lastRow,
    clientId: group.clientId === bundle.clientId ? group.clientId : '',
  };
}
