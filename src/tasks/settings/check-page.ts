import type { ConfigurationPath } from '../../domain/check-configuration.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Outcome } from '../../domain/problem.ts';
import { fieldName } from '../../domain/setting-names.ts';
import { loadCatalog, loadSettings } from '../../store/catalog-reader.ts';
import { checkedConfiguration } from '../read-configuration.ts';
import type { TaskContext } from '../task-context.ts';

/**
 * Checks what a page holds as a configuration file with the same content would be checked; problems
 * name the fields in the words of the screen. Problems: `configuration.*`.
 */
export async function checkPage(
  { store }: Pick<TaskContext, 'store'>,
  content: object,
): Promise<Outcome<Configuration>> {
  const stored = {
    settings: await loadSettings(store.reader),
    catalog: await loadCatalog(store.reader),
  };
  return checkedConfiguration({ content: { version: 1, ...content }, place }, stored);
}

/** `settings.exemptGstCode` and `entities[0].startDate` by the words of their fields. */
function place(path: ConfigurationPath): string {
  const [key = 'This page'] = path.slice(1).filter((step) => typeof step === 'string');
  return fieldName(key);
}
