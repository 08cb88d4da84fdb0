import { describe, expect, it } from 'vitest';
import { renderErrors } from './errors-doc.ts';
import { withImportTable } from './import-map.ts';

describe('the page of problems', () => {
  const topic = {
    title: 'Planning',
    about: 'Found while planning.',
    problems: {
      'gl_account.missing': {
        message: 'Account {glAccountCode} of {organisation} is missing.',
        remedy: 'The accountant adds it in Xero.',
        retry: 'after_fix',
      },
    },
  } as const;

  it('reads as sentences, with the values named in words', () => {
    const text = renderErrors([topic], ['gl_account.missing']);
    expect(text).toContain('## Planning\n\nFound while planning.\n');
    expect(text).toContain('### `gl_account.missing`\n');
    expect(text).toContain('Account ‹GL account code› of ‹organisation› is missing.\n');
    expect(text).toContain('- **What to do:** The accountant adds it in Xero.\n');
    expect(text).toContain('- **Try again:** after the remedy.\n');
  });

  it('refuses a problem that stands under no topic', () => {
    expect(() => renderErrors([topic], ['gl_account.missing', 'contact.archived'])).toThrow(
      'No topic holds contact.archived',
    );
  });
});

describe('the import table in the text', () => {
  const begin = '<!-- import table: written by npm run docs -->';
  const end = '<!-- end of import table -->';

  it('is replaced between its markers, and nothing else', () => {
    const written = withImportTable(`before\n${begin}\nstale row\n${end}\nafter\n`);
    expect(written.startsWith(`before\n${begin}\n| Folder |`)).toBe(true);
    expect(written.endsWith(`|\n${end}\nafter\n`)).toBe(true);
    expect(written).toContain('| `export` | `domain`; types of `store`, `xero/client` | those');
    expect(written).not.toContain('stale row');
    expect(withImportTable(written)).toBe(written);
  });
});
