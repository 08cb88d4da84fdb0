import { type Category, type CategoryRow, listCategories } from '../books/tracking.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { run } from '../database/statements.ts';
import { categoryJson } from '../documents/tracking-json.ts';
import {
  addCategory,
  categoryOf,
  changeCategory,
  isTrackingUsed,
} from '../documents/tracking-write.ts';
import { exceptionAnswer } from '../documents/write-answer.ts';
import { message } from '../messages.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import type { Answer } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'TrackingCategories';

const FIELDS = queryFields({
  TrackingCategoryID: { sql: 'category_id', kind: 'text' },
  Name: { sql: 'name', kind: 'text' },
  Status: { sql: 'status', kind: 'text' },
});

/** https://developer.xero.com/documentation/api/accounting/trackingcategories */
export const trackingCategoryEndpoints: Endpoint[] = [
  { method: 'GET', path: '/TrackingCategories', resource: NAME, answer: listTracking },
  { method: 'GET', path: '/TrackingCategories/:id', resource: NAME, answer: oneCategory },
  { method: 'PUT', path: '/TrackingCategories', resource: NAME, answer: putCategory },
  { method: 'POST', path: '/TrackingCategories/:id', resource: NAME, answer: postCategory },
  { method: 'DELETE', path: '/TrackingCategories/:id', resource: NAME, answer: deleteCategory },
];

function listTracking(call: Call): Answer {
  const withArchived = call.query.get('includearchived')?.toLowerCase() === 'true';
  const { rows } = listRows<CategoryRow>(call, {
    table: 'tracking_category',
    idColumn: 'category_id',
    fields: FIELDS,
    conditions: withArchived ? [] : [{ sql: "status = 'ACTIVE'", values: [] }],
    defaultOrder: 'Name ASC',
    hasPages: false,
    hasModified: false,
  });
  const full = listCategories(call.books, call.organisation.tenant_id);
  const found = rows.flatMap((row) => full.filter((each) => each.category_id === row.category_id));
  return categoriesAnswer(call, found, withArchived);
}

function oneCategory(call: Call): Answer {
  return categoriesAnswer(call, [categoryOf(call)], true);
}

function putCategory(call: Call): Answer {
  const made = addCategory(call);
  return 'refusal' in made ? made.refusal : categoriesAnswer(call, [made.category], true);
}

function postCategory(call: Call): Answer {
  const changed = changeCategory(call, categoryOf(call));
  return 'refusal' in changed ? changed.refusal : categoriesAnswer(call, [changed.category], true);
}

function deleteCategory(call: Call): Answer {
  const category = categoryOf(call);
  if (isTrackingUsed(call, category.category_id)) {
    const errors = [message('trackingInUse')];
    return exceptionAnswer([{ fields: categoryJson(category, true), errors, warnings: [] }]);
  }
  run(call.books, 'delete from tracking_option where category_id = ?', category.category_id);
  run(call.books, 'delete from tracking_category where category_id = ?', category.category_id);
  const gone = { ...categoryJson(category, true), Status: 'DELETED' };
  return envelopeAnswer(call, {
    name: NAME,
    elements: [JSON.stringify(gone)],
  });
}

function categoriesAnswer(call: Call, categories: Category[], withArchived: boolean): Answer {
  return envelopeAnswer(call, {
    name: NAME,
    elements: categories.map((each) => JSON.stringify(categoryJson(each, withArchived))),
  });
}
