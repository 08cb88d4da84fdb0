import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import {
  type PageSettings,
  readGlobalSettings,
  saveGlobalSettings,
  type WantedCredentials,
} from '../../../api/contract/settings.ts';
import { callApi } from '../../call-api.ts';
import { type Draft, useDraft } from '../../forms/use-draft.ts';
import { reading } from '../../queries.ts';
import { useMay } from '../../use-may.ts';

type GlobalPage = ReplyOf<typeof readGlobalSettings>;
type SettingsValues = PageSettings & WantedCredentials;

/** The fields of the global settings, as all of their pages use them. */
export interface SettingsForm extends Draft<GlobalPage, SettingsValues> {
  /** True where it was saved. */
  save(): Promise<boolean>;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly lockedBecause: string | undefined;
  readonly isReadOnly: boolean;
}

/** Undefined until they are read. */
export function useSettingsForm(): { form: SettingsForm | undefined; error: Error | null } {
  const read = useQuery(reading(readGlobalSettings));
  const draft = useDraft(read.data, valuesOf);
  const queries = useQueryClient();
  const mayChange = useMay('configure');
  const saving = useMutation({
    mutationFn: async () => {
      if (draft !== undefined) await callApi(saveGlobalSettings, { body: bodyOf(draft) });
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      draft?.forget();
    },
    onError: () => queries.invalidateQueries({ queryKey: [readGlobalSettings.url] }),
  });
  if (draft === undefined) return { form: undefined, error: read.error };
  const form = {
    ...draft,
    save: () => saving.mutateAsync().then(isDone, isNotDone),
    forget: () => {
      saving.reset();
      draft.forget();
    },
    isSaving: saving.isPending,
    error: saving.error,
    lockedBecause: mayChange ? undefined : 'Only an administrator changes global settings.',
    isReadOnly: !mayChange,
  };
  return { form, error: read.error };
}

const isDone = (): boolean => true;
const isNotDone = (): boolean => false;

function valuesOf({ settings, credentials }: GlobalPage): SettingsValues {
  const { grant, clientId, tenant, secret } = credentials;
  return { ...settings, grant, clientId, tenant, secret: '', note: secret?.note ?? '' };
}

function bodyOf({ page, values, changes }: Draft<GlobalPage, SettingsValues>) {
  const { grant, clientId, tenant, secret, note } = values;
  const credentials = { grant, clientId, tenant, secret, note };
  const isChanged = Object.keys(credentials).some((key) => key in changes);
  const others = Object.entries(changes).filter(([key]) => !(key in credentials));
  const settings: Partial<PageSettings> = Object.fromEntries(others);
  const basedOn = page.version;
  return isChanged ? { basedOn, settings, credentials } : { basedOn, settings };
}
