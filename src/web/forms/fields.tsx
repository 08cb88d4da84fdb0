import { Autocomplete, Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldWords, fieldHelp, isLocked } from './field-help.tsx';

interface FieldProps<Value> extends FieldWords {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One line of text. */
export function TextField(
  props: FieldProps<string> & {
    /** Stands at the end of the field. */
    readonly end?: ReactNode;
    readonly endWidth?: number;
    readonly maxLength?: number;
    readonly isSecret?: boolean;
  },
): ReactNode {
  const { value, onChange, end, endWidth, maxLength, isSecret } = props;
  return (
    <TextInput
      {...wordsOf(props)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={end}
      rightSectionWidth={endWidth}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
      {...(isSecret === true ? { type: 'password', autoComplete: 'new-password' } : {})}
    />
  );
}

/** Yes or no. */
export function TickField(props: FieldProps<boolean>): ReactNode {
  const { label, error, value, onChange } = props;
  return (
    <Checkbox
      label={label}
      description={fieldHelp(props)}
      error={error}
      checked={value}
      disabled={isLocked(props)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** One value of a field that offers several. */
export interface Offered<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

/** One of a few; with `canBeBlank` also none of them. */
export function ChoiceField<Value extends string>(
  props: FieldProps<Value> & {
    readonly options: readonly Offered<Value>[];
    readonly canBeBlank?: boolean;
  },
): ReactNode {
  const { value, onChange, options, canBeBlank = false } = props;
  return (
    <Select
      {...wordsOf(props)}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange((chosen ?? '') as Value)}
      data={[...options]}
      allowDeselect={false}
      clearable={canBeBlank && !isLocked(props)}
      clearButtonProps={{ 'aria-label': `Clear ${props.label}` }}
      searchable={options.length > 8}
      nothingFoundMessage="Nothing fits"
    />
  );
}

/** A drop-down that also takes text. */
export function SuggestField(
  props: FieldProps<string> & { readonly suggestions: readonly string[] },
): ReactNode {
  const { value, onChange, suggestions } = props;
  return (
    <Autocomplete
      {...wordsOf(props)}
      value={value}
      onChange={onChange}
      data={[...suggestions]}
      filter={({ options }) => options}
      spellCheck={false}
    />
  );
}

function wordsOf(words: FieldWords) {
  const { label, error, isRequired = false } = words;
  return {
    label,
    description: fieldHelp(words),
    error,
    readOnly: isLocked(words),
    variant: isLocked(words) ? 'filled' : 'default',
    required: isRequired,
  };
}
