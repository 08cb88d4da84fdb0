import { structureFaults } from './account-structure.ts';
import { CATALOG_KINDS, type Catalog, type CatalogKind, catalogKey } from './catalog.ts';
import { checkClearing } from './check-clearing.ts';
import { checkConfiguredTracking } from './check-configured-tracking.ts';
import type { Configuration } from './configuration.ts';
import { parseDate } from './dates.ts';
import { checkExportId, numberExportId, resolveExportId } from './export-id.ts';
import { nearestWord } from './nearest-word.ts';
import { type Problem, problem } from './problem.ts';
import { DEFAULT_SETTINGS, type GlobalSettings } from './settings.ts';

/** Where something stands: the keys and positions that lead to it from the top of the file. */
export type ConfigurationPath = readonly (string | number)[];

/** What a configuration file is checked against besides itself. */
export interface ConfigurationContext {
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  /** Names of items whose own lines are in fault, so that nothing else is blamed for them. */
  readonly alsoNamed: Readonly<Partial<Record<CatalogKind, readonly string[]>>>;
  /** The account types that Xero has. */
  readonly xeroTypes: readonly string[];
  /** How a place is told to a person: "line 12, elements[3].gstCode". */
  place(path: ConfigurationPath): string;
}

/**
 * Every reference of the file to something that is neither in it nor stored, and what the shapes of
 * its values cannot tell. Codes: `configuration.reference_missing`, `.repeated`,
 * `.tracking_name_missing`, `.tracking_twice`, `.clearing_unfit`, `.template_invalid`, `.value_invalid`.
 */
export function checkConfiguration(
  configuration: Configuration,
  context: ConfigurationContext,
): Problem[] {
  return [
    ...repeatedNames(configuration, context),
    ...missingReferences(configuration, context),
    ...settingsProblems(configuration, context),
    ...dateProblems(configuration, context),
    ...checkClearing(configuration, context),
    ...xeroAccountProblems(configuration, context),
  ];
}

function repeatedNames(configuration: Configuration, context: ConfigurationContext): Problem[] {
  return CATALOG_KINDS.flatMap((list) => {
    const firstAt = new Map<string, number>();
    return configuration[list].flatMap((item, index) => {
      const value = catalogKey(item);
      const first = firstAt.get(value);
      if (first === undefined) {
        firstAt.set(value, index);
        return [];
      }
      const places = { place: context.place([list, index]), first: context.place([list, first]) };
      return [problem('configuration.repeated', { ...places, value, list })];
    });
  });
}

interface Reference {
  readonly list: CatalogKind;
  readonly value: string;
  readonly path: ConfigurationPath;
}

function missingReferences(configuration: Configuration, context: ConfigurationContext): Problem[] {
  const known = new Map(
    CATALOG_KINDS.map((kind) => [
      kind,
      new Set([
        ...context.catalog[kind].keys(),
        ...configuration[kind].map(catalogKey),
        ...(context.alsoNamed[kind] ?? []),
      ]),
    ]),
  );
  return referencesOf(configuration)
    .filter(({ list, value }) => value !== '' && !known.get(list)?.has(value))
    .map(({ list, value, path }) => {
      const nearest = nearestWord(value, [...(known.get(list) ?? [])]);
      const suggestion =
        nearest === undefined
          ? `Add it to ${list}, or correct the reference.`
          : `Did you mean "${nearest}"? Otherwise add "${value}" to ${list}.`;
      const place = context.place(path);
      return problem('configuration.reference_missing', { place, value, list, suggestion });
    });
}

function referencesOf(configuration: Configuration): Reference[] {
  const { settings, entities, branches, elements, accountTypes, bankAccounts } = configuration;
  return [
    to('gstCodes', settings?.exemptGstCode ?? '', ['settings', 'exemptGstCode']),
    ...entities.flatMap(({ openingBalances }, index) =>
      openingBalances.map(({ glAccount }, at) => {
        const path = ['entities', index, 'openingBalances', at, 'glAccount'];
        return to('glAccounts', glAccount, path);
      }),
    ),
    ...branches.map(({ entity }, index) => to('entities', entity, ['branches', index, 'entity'])),
    ...elements.flatMap((element, index) => [
      to('gstCodes', element.gstCode, ['elements', index, 'gstCode']),
      ...glAccountReferences(element, ['elements', index], ['glAccount']),
    ]),
    ...accountTypes.flatMap((accountType, index) =>
      glAccountReferences(
        accountType,
        ['accountTypes', index],
        ['controlAccount', 'clearingAccount'],
      ),
    ),
    ...bankAccounts.flatMap(({ entity, clearingAccount }, index) => [
      to('entities', entity, ['bankAccounts', index, 'entity']),
      to('glAccounts', clearingAccount, ['bankAccounts', index, 'clearingAccount']),
    ]),
  ];
}

function to(list: CatalogKind, value: string, path: ConfigurationPath): Reference {
  return { list, value, path };
}

type GlAccountField = 'glAccount' | 'controlAccount' | 'clearingAccount';
type GlAccountFields = {
  readonly [K in GlAccountField]?: string;
} & { readonly [K in `${GlAccountField}ByEntity`]?: Readonly<Record<string, string>> };

/** A field that names a GL account, and its like for each entity. */
function glAccountReferences(
  item: GlAccountFields,
  path: ConfigurationPath,
  fields: readonly GlAccountField[],
): Reference[] {
  return fields.flatMap((field) => [
    to('glAccounts', item[field] ?? '', [...path, field]),
    ...Object.entries(item[`${field}ByEntity`] ?? {}).flatMap(([entity, glAccount]) => {
      const at = [...path, `${field}ByEntity`, entity];
      return [to('entities', entity, at), to('glAccounts', glAccount, at)];
    }),
  ]);
}

function settingsProblems(configuration: Configuration, context: ConfigurationContext): Problem[] {
  const given = configuration.settings ?? {};
  const settings = { ...DEFAULT_SETTINGS, ...context.settings, ...defined(given) };
  return [
    ...checkConfiguredTracking(configuration, {
      settings,
      stored: context.catalog.entities,
      place: context.place,
    }),
    ...exportIdProblems(given.defaultExportId, context),
    ...structureProblems(given.accountStructure, context, ['settings', 'accountStructure']),
    ...configuration.entities.flatMap(({ accountStructure }, index) =>
      structureProblems(accountStructure, context, ['entities', index, 'accountStructure']),
    ),
  ];
}

function defined<T extends object>(given: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}

const EXPORT_ID_TOKENS = '[YYYYMMDD], [YYYYMM], [Seq], [Entity] and [User]';
const ACCOUNT_TOKENS = '[GlAccount], [Branch], [Department] and [Entity]';

/** A template is right when what it gives for any day, number, entity and user is an export id. */
function exportIdProblems(template: string | undefined, context: ConfigurationContext): Problem[] {
  const upTo = parseDate('2026-05-31');
  if (template === undefined || upTo === undefined) return [];
  const pattern = resolveExportId(template, { upTo, entity: 'M', user: 'u' });
  if (checkExportId(numberExportId(pattern, 1)).ok) return [];
  const place = context.place(['settings', 'defaultExportId']);
  const reason = `gives "${numberExportId(pattern, 1)}", which is no export id`;
  const facts = { place, template, reason, known: EXPORT_ID_TOKENS };
  return [problem('configuration.template_invalid', facts)];
}

function structureProblems(
  template: string | undefined,
  context: ConfigurationContext,
  path: ConfigurationPath,
): Problem[] {
  return structureFaults(template ?? '').map((reason) => {
    const facts = { place: context.place(path), template: template ?? '', reason };
    return problem('configuration.template_invalid', { ...facts, known: ACCOUNT_TOKENS });
  });
}

function dateProblems({ entities }: Configuration, context: ConfigurationContext): Problem[] {
  return entities.flatMap(({ startDate }, index) => {
    if (startDate === '' || parseDate(startDate) !== undefined) return [];
    const place = context.place(['entities', index, 'startDate']);
    const reason = `${startDate} is no day of the calendar`;
    return [problem('configuration.value_invalid', { place, reason })];
  });
}

/** The longest code that an account can have in Xero. */
const LONGEST_CODE = 10;

/** An account that is to be made in the test organisation must be one that Xero could have. */
function xeroAccountProblems(
  { glAccounts }: Configuration,
  context: ConfigurationContext,
): Problem[] {
  const { xeroTypes } = context;
  return glAccounts.flatMap(({ code: glAccountCode, xeroType }, index) => {
    if (xeroType === '') return [];
    const invalid = (field: string, reason: string) => {
      const place = context.place(['glAccounts', index, field]);
      return problem('configuration.value_invalid', { place, reason });
    };
    const nearest = nearestWord(xeroType, xeroTypes);
    const probably = nearest === undefined ? '' : `; probably ${nearest} is meant`;
    const known = `"${xeroType}" is none of: ${xeroTypes.join(', ')}${probably}`;
    const length = `"${glAccountCode}" has more than the ${LONGEST_CODE} characters of a Xero code`;
    return [
      ...(xeroTypes.includes(xeroType) ? [] : [invalid('xeroType', known)]),
      ...(glAccountCode.length <= LONGEST_CODE ? [] : [invalid('code', length)]),
    ];
  });
}
