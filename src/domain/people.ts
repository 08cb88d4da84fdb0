/** The four levels of the loan system. */
export const USER_LEVELS = ['administrator', 'normal', 'readOnly', 'userAdministrator'] as const;
export type UserLevel = (typeof USER_LEVELS)[number];

/**
 * What a route of the app asks for: `own` is everybody's own password and preferences, `read`
 * looking, `bringData` imports, `export` planning, sending, undoing and deciding, `configure`
 * settings, lists and connections, `administerUsers` users and their rights.
 */
export const PERMISSIONS = [
  'own',
  'read',
  'bringData',
  'export',
  'configure',
  'administerUsers',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTED: Readonly<Record<UserLevel, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  normal: ['own', 'read', 'bringData', 'export'],
  readOnly: ['own', 'read'],
  userAdministrator: ['own', 'administerUsers'],
};

/** Names as people read them. */
export const LEVEL_NAMES: Readonly<Record<UserLevel, string>> = {
  administrator: 'Administrator',
  normal: 'Normal',
  readOnly: 'Read Only',
  userAdministrator: 'User Administrator',
};

/** Whether a level grants a permission; what is not granted is denied. */
export function mayDo(level: UserLevel, permission: Permission): boolean {
  return GRANTED[level].includes(permission);
}

/** Whether somebody of a level may make, change or disable somebody of another one. */
export function mayAdminister(level: UserLevel, other: UserLevel): boolean {
  return (
    mayDo(level, 'administerUsers') && (level === 'administrator' || other !== 'administrator')
  );
}

/** A user id as it is kept: in capitals, letters of any language, figures and . _ - @. */
export function parseUserCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return /^[\p{L}\p{N}._@-]{1,40}$/u.test(code) ? code : undefined;
}

/** Fewest characters of a password; length is what makes it strong (OWASP ASVS 5.0, 6.2.1). */
export const SHORTEST_PASSWORD = 12;
/** Longer texts cost time to hash and add nothing. */
export const LONGEST_PASSWORD = 256;
