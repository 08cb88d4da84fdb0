import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReplyOf } from '../../../api/contract/endpoint.ts';
import { type PageEntity, readEntity, saveEntity } from '../../../api/contract/entities.ts';
import type { WantedCredentials } from '../../../api/contract/settings.ts';
import { callApi } from '../../call-api.ts';
import { type Draft, useDraft } from '../../forms/use-draft.ts';
import { reading } from '../../queries.ts';
import { useMay } from '../../use-may.ts';

type EntityRead = ReplyOf<typeof readEntity>;

interface EntityValues extends PageEntity, WantedCredentials {
  /** "Override Global Credentials?" */
  readonly overrides: boolean;
}

/** The fields of one entity; they change in edit mode alone. */
export interface EntityForm extends Draft<EntityRead, EntityValues> {
  readonly isEditing: boolean;
  edit(): void;
  /** True where it was saved; edit mode ends then. */
  save(): Promise<boolean>;
  readonly isSaving: boolean;
  readonly error: Error | null;
  readonly mayChange: boolean;
}

export function useEntityForm(): EntityForm {
  const { code } = useParams({ from: '/inside/admin/entities/$code' });
  const wanted = reading(readEntity, { path: { code } });
  const draft = useDraft(useSuspenseQuery(wanted).data, valuesOf);
  const [isEditing, setEditing] = useState(false);
  const queries = useQueryClient();
  const mayChange = useMay('configure');
  const saving = useMutation({
    mutationFn: async () => {
      if (draft === undefined || !draft.hasChanges) return;
      await callApi(saveEntity, { path: { code }, body: bodyOf(draft) });
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      draft?.forget();
      setEditing(false);
    },
    onError: () => queries.invalidateQueries({ queryKey: wanted.queryKey }),
  });
  if (draft === undefined) throw new Error('the frame shows its pages once the entity is read');
  return {
    ...draft,
    isEditing,
    mayChange,
    edit: () => setEditing(true),
    save: () => saving.mutateAsync().then(isDone, isNotDone),
    forget: () => {
      saving.reset();
      draft.forget();
      setEditing(false);
    },
    isSaving: saving.isPending,
    error: saving.error,
  };
}

const isDone = (): boolean => true;
const isNotDone = (): boolean => false;

function valuesOf({ entity, credentials }: EntityRead): EntityValues {
  const { grant, clientId, tenant, secret } = credentials;
  const own = { grant, clientId, tenant, secret: '', note: secret?.note ?? '' };
  return { ...entity, ...own, overrides: clientId !== '' };
}

function bodyOf({ page, values }: Draft<EntityRead, EntityValues>) {
  const { grant, clientId, tenant, secret, note, overrides, ...entity } = values;
  const own = overrides ? { clientId, secret, note } : { clientId: '', secret: '', note: '' };
  return { basedOn: page.version, entity, credentials: { grant, tenant, ...own } };
}
