const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be read, in words for people. */
export function readingFault(error: unknown): string {
  return faultIn(READING, error);
}

/** Why a file could not be written, in words for people. */
export function writingFault(error: unknown): string {
  return faultIn(WRITING, error);
}

function faultIn(words: Readonly<Record<string, string>>, error: unknown): string {
  const { code: systemCode = '', message } = error as NodeJS.ErrnoException;
  return words[systemCode] ?? message ?? String(error);
}
