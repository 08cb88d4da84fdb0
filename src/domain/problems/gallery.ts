import type { ProblemEntry } from './table.ts';
import { PROBLEM_TOPICS, type ProblemTopic } from './topics.ts';

interface GuideGroup extends Pick<ProblemTopic, 'title' | 'about'> {
  /** Things that its problems are about: what stands before the point of a problem's name. */
  readonly things: readonly string[];
}

/** The guide's three groups of errors, in its order. A thing in none of them keeps its topic. */
const GUIDE_GROUPS: readonly GuideGroup[] = [
  {
    title: 'Initialise',
    about:
      'Met while the credentials of the Xero app are entered and Token Data is initialised. ' +
      'An address that differs from the one in the Xero app (the guide: Error code 500) is ' +
      'xero_consent.redirect_uri_unknown; a wrong Client Secret (Error Code 400) is ' +
      'xero_sign_in.credentials_wrong.',
    things: [
      ...['client_id', 'client_secret', 'redirect_uri', 'xero_consent', 'xero_sign_in'],
      ...['xero_connection', 'xero_address', 'connection', 'sealing_key', 'sealed'],
    ],
  },
  {
    title: 'Verify',
    about:
      'Met by Verify, which tries everything and changes nothing, and again by each plan. ' +
      'Where no organisation was chosen, the name is tenant.not_chosen.',
    things: [
      ...['tenant', 'organisation', 'account_structure', 'gl_account', 'bank_account'],
      ...['tax_type', 'tracking'],
    ],
  },
  {
    title: 'Export',
    about:
      'Met while a batch is planned, sent, read back and tied out. Where the ContactID was not ' +
      'entered from what Verify shows, the name is contact.default_missing.',
    things: [
      ...['contact', 'settings', 'entity', 'export_id', 'gst', 'currency', 'bank_group', 'held'],
      ...['warning', 'batch', 'row', 'lock_date', 'document', 'call', 'xero_limit', 'xero_call'],
      ...['tie_out', 'hand_over'],
    ],
  },
];

/** Every problem once: the guide's groups first, then what is left of each topic. */
export const PROBLEM_GALLERY: readonly ProblemTopic[] = gallery();

function gallery(): ProblemTopic[] {
  const all = PROBLEM_TOPICS.flatMap((topic) => Object.entries(topic.problems));
  const inGroups = new Set(GUIDE_GROUPS.flatMap(({ things }) => things));
  const groups = GUIDE_GROUPS.map(({ title, about, things }) => ({
    title,
    about,
    problems: Object.fromEntries(all.filter(([name]) => things.includes(thingOf(name)))),
  }));
  const rest = PROBLEM_TOPICS.map((topic) => ({
    ...topic,
    problems: Object.fromEntries(
      Object.entries<ProblemEntry>(topic.problems).filter(([name]) => !inGroups.has(thingOf(name))),
    ),
  }));
  return [...groups, ...rest.filter(({ problems }) => Object.keys(problems).length > 0)];
}

function thingOf(name: string): string {
  return name.split('.')[0] ?? '';
}
