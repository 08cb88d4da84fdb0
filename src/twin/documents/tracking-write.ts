import { NO_ID } from '../../xero/contract/envelopes.ts';
import {
  MAX_ACTIVE_TRACKING_CATEGORIES,
  MAX_TRACKING_CATEGORIES,
  MAX_TRACKING_NAME_LENGTH,
  MAX_TRACKING_OPTIONS,
} from '../../xero/contract/limits.ts';
import {
  type Category,
  createCategory,
  createOption,
  listCategories,
  type OptionRow,
  sameName,
} from '../books/tracking.ts';
import type { Call } from '../calls/call.ts';
import { first, run } from '../database/statements.ts';
import { message } from '../messages.ts';
import { type Answer, internalErrorAnswer, notFound, Refusal } from '../wire/answers.ts';
import { choiceField, textField } from '../wire/fields.ts';
import { exceptionAnswer, readElements } from './write-answer.ts';

const STATUS = { of: ['ACTIVE', 'ARCHIVED'] as const, type: 'Xero.API.Library..TrackingStatus' };

/** The category of the path, else what `missing` makes. */
export function categoryOf(call: Call, missing: () => Error = notFound): Category {
  const wanted = call.params.id?.toLowerCase();
  const found = listCategories(call.books, call.organisation.tenant_id).find(
    (category) => category.category_id === wanted,
  );
  if (found === undefined) throw missing();
  return found;
}

export function addCategory(call: Call): { category: Category } | { refusal: Answer } {
  const tenantId = call.organisation.tenant_id;
  const existing = listCategories(call.books, tenantId);
  const name = sentName(call, 'TrackingCategories') ?? '';
  const errors = nameErrors(name);
  if (existing.some((category) => sameName(category.name, name))) {
    errors.push(message('trackingCategoryNameTaken', name));
  }
  if (activeAmong(existing) >= MAX_ACTIVE_TRACKING_CATEGORIES) {
    errors.push(message('trackingTooManyActive'));
  }
  if (existing.length >= MAX_TRACKING_CATEGORIES) errors.push(message('trackingTooManyInAll'));
  if (errors.length > 0) return { refusal: refusal({ TrackingCategoryID: NO_ID, name }, errors) };
  const id = createCategory(call.books, tenantId, name);
  return { category: categoryOf({ ...call, params: { id } }) };
}

export function changeCategory(
  call: Call,
  category: Category,
): { category: Category } | { refusal: Answer } {
  const [element] = readElements(call, 'TrackingCategories');
  if (element === undefined) throw notFound();
  const name = textField(element, 'Name') ?? category.name;
  const trackingStatus = choiceField(element, 'Status', STATUS) ?? category.status;
  const others = listCategories(call.books, call.organisation.tenant_id).filter(
    (other) => other.category_id !== category.category_id,
  );
  const errors = nameErrors(name);
  if (others.some((other) => sameName(other.name, name))) {
    errors.push(message('trackingCategoryNameTaken', name));
  }
  if (trackingStatus === 'ACTIVE' && activeAmong(others) >= MAX_ACTIVE_TRACKING_CATEGORIES) {
    errors.push(message('trackingTooManyActive'));
  }
  const { category_id: TrackingCategoryID } = category;
  if (errors.length > 0) return { refusal: refusal({ TrackingCategoryID, name }, errors) };
  const sql = 'update tracking_category set name = ?, status = ? where category_id = ?';
  run(call.books, sql, name, trackingStatus, TrackingCategoryID);
  return { category: categoryOf({ ...call, params: { id: TrackingCategoryID } }) };
}

export function addOption(
  call: Call,
  category: Category,
): { options: OptionRow[] } | { refusal: Answer } {
  const names = readElements(call, 'Options').map((element) => textField(element, 'Name') ?? '');
  const taken = category.options.map((option) => option.name);
  const made: string[] = [];
  for (const name of names) {
    failOnOuterBlanks(name);
    const errors = nameErrors(name);
    if (taken.some((other) => sameName(other, name))) {
      errors.push(message('trackingOptionNameTaken', name));
    }
    if (taken.length >= MAX_TRACKING_OPTIONS) errors.push(message('trackingTooManyOptions'));
    if (errors.length > 0) return { refusal: refusal({ TrackingOptionID: NO_ID, name }, errors) };
    taken.push(name);
  }
  for (const name of names) made.push(createOption(call.books, category.category_id, name));
  const { options } = categoryOf({ ...call, params: { id: category.category_id } });
  return { options: options.filter((option) => made.includes(option.option_id)) };
}

export function changeOption(
  call: Call,
  change: { category: Category; option: OptionRow },
): { options: OptionRow[] } | { refusal: Answer } {
  const { category, option } = change;
  const [element] = readElements(call, 'Options');
  if (element === undefined) throw notFound();
  const name = textField(element, 'Name') ?? option.name;
  const trackingStatus = choiceField(element, 'Status', STATUS) ?? option.status;
  failOnOuterBlanks(name);
  const errors = nameErrors(name);
  const { option_id: TrackingOptionID } = option;
  const others = category.options.filter((other) => other.option_id !== TrackingOptionID);
  if (others.some((other) => sameName(other.name, name))) {
    errors.push(message('trackingOptionNameTaken', name));
  }
  if (errors.length > 0) return { refusal: refusal({ TrackingOptionID, name }, errors) };
  const sql = 'update tracking_option set name = ?, status = ? where option_id = ?';
  run(call.books, sql, name, trackingStatus, TrackingOptionID);
  return { options: [{ ...option, name, status: trackingStatus }] };
}

/** Whether any document's lines carry the category or option. */
export function isTrackingUsed(call: Call, id: string): boolean {
  const found = first(
    call.books,
    `select 1 from manual_journal where tenant_id = ?2 and instr(lines, ?1) > 0
     union all select 1 from bank_transaction where tenant_id = ?2 and instr(lines, ?1) > 0 limit 1`,
    id,
    call.organisation.tenant_id,
  );
  return found !== undefined;
}

function sentName(call: Call, list: string): string | undefined {
  const [element] = readElements(call, list);
  return element === undefined ? undefined : textField(element, 'Name');
}

/** A blank at the end of an option's name makes Xero fail, as recorded. */
function failOnOuterBlanks(name: string): void {
  if (name !== name.trim()) throw new Refusal(internalErrorAnswer());
}

function nameErrors(name: string): string[] {
  if (name.trim() === '') return [message('trackingNameMissing')];
  return name.length > MAX_TRACKING_NAME_LENGTH ? [message('trackingNameTooLong')] : [];
}

function activeAmong(categories: Category[]): number {
  return categories.filter((category) => category.status === 'ACTIVE').length;
}

function refusal(element: { name: string; [id: string]: string }, errors: string[]): Answer {
  const { name, ...ids } = element;
  return exceptionAnswer([{ fields: { ...ids, Name: name }, errors, warnings: [] }]);
}
