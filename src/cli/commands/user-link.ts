import type { Outcome } from '../../domain/problem.ts';
import type { UserLink } from '../../tasks/people/users.ts';
import { done, type EmptyOf, type Report, stopped } from '../command.ts';
import { USUAL_ADDRESS } from './serve.ts';

export const EMPTY_LINK: EmptyOf<UserLink> = { user: null, link: null };

/** What a command says that gave out a link. */
export function linkReport(made: Outcome<UserLink>): Report {
  if (!made.ok) return stopped(made.problems, EMPTY_LINK);
  const { user, link: path } = made.value;
  const isWhole = URL.canParse(path);
  const link = isWhole ? path : `${USUAL_ADDRESS}${path}`;
  const elsewhere = isWhole
    ? ''
    : '\nWhere "serve" runs at another address, put that one in front.';
  const text = `${user} chooses a password here, once, within a day:\n${link}${elsewhere}`;
  return done({ user, link }, text);
}
