import type { OptionRow } from '../books/tracking.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { run } from '../database/statements.ts';
import { optionJson } from '../documents/tracking-json.ts';
import {
  addOption,
  categoryOf,
  changeOption,
  isTrackingUsed,
} from '../documents/tracking-write.ts';
import { exceptionAnswer } from '../documents/write-answer.ts';
import { message } from '../messages.ts';
import { type Answer, internalErrorAnswer, notFound, Refusal } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const RESOURCE = 'TrackingCategories';
const LIST = '/TrackingCategories/:id/Options';

/** https://developer.xero.com/documentation/api/accounting/trackingcategories#options */
export const trackingOptionEndpoints: Endpoint[] = [
  { method: 'PUT', path: LIST, resource: RESOURCE, answer: putOption },
  { method: 'POST', path: `${LIST}/:optionId`, resource: RESOURCE, answer: postOption },
  { method: 'DELETE', path: `${LIST}/:optionId`, resource: RESOURCE, answer: deleteOption },
];

/** An unknown category makes Xero fail with a 500 here, as recorded. */
function putOption(call: Call): Answer {
  const category = categoryOf(call, () => new Refusal(internalErrorAnswer()));
  const made = addOption(call, category);
  return 'refusal' in made ? made.refusal : optionsAnswer(call, made.options);
}

function postOption(call: Call): Answer {
  const category = categoryOf(call);
  const changed = changeOption(call, { category, option: optionOf(call, category.options) });
  return 'refusal' in changed ? changed.refusal : optionsAnswer(call, changed.options);
}

function deleteOption(call: Call): Answer {
  const option = optionOf(call, categoryOf(call).options);
  if (isTrackingUsed(call, option.option_id)) {
    const errors = [message('trackingInUse')];
    return exceptionAnswer([{ fields: optionJson(option), errors, warnings: [] }]);
  }
  run(call.books, 'delete from tracking_option where option_id = ?', option.option_id);
  const gone = { ...optionJson(option), Status: 'DELETED', IsDeleted: true, IsActive: false };
  return optionsEnvelope(call, [gone]);
}

function optionOf(call: Call, options: OptionRow[]): OptionRow {
  const wanted = call.params.optionId?.toLowerCase();
  const option = options.find((each) => each.option_id === wanted);
  if (option === undefined) throw notFound();
  return option;
}

function optionsAnswer(call: Call, options: OptionRow[]): Answer {
  return optionsEnvelope(call, options.map(optionJson));
}

function optionsEnvelope(call: Call, elements: object[]): Answer {
  return envelopeAnswer(call, {
    name: 'Options',
    elements: elements.map((element) => JSON.stringify(element)),
  });
}
