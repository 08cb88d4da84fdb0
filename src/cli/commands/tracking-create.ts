import { createTracking, type TrackingMade } from '../../tasks/create-tracking.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';

const EMPTY: EmptyOf<TrackingMade & { entity: string }> = {
  entity: null,
  categories: [],
  options: [],
};

export const trackingCreate: Command = {
  name: 'tracking create',
  group: 'Set up',
  summary: "make the missing tracking categories and options in the entity's organisation",
  about: `Tracking categories A and B of the settings are made in Xero where they are missing, and in them an
option for each branch or department. Xero takes two active categories, four in all, and 100
options in each; where that is too few, nothing is made.`,
  operands: [],
  options: { entity: { value: 'E', about: 'code of the entity', isRequired: true } },
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const entity = invocation.required('entity');
  const made = await invocation.withApp((app) => createTracking(app, entity));
  if (!made.ok) return stopped(made.problems, { ...EMPTY, entity });
  return done({ entity, ...made.value, problems: [] }, madeText(made.value));
}

function madeText({ categories, options }: TrackingMade): string {
  if (categories.length + options.length === 0) return 'Nothing is missing.';
  return [
    ...categories.map((category) => `Made the tracking category ${category}.`),
    ...options.map(({ category, option }) => `Made the option ${option} of ${category}.`),
  ].join('\n');
}
