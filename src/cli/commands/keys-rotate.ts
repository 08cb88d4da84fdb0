import { renewKeys } from '../../tasks/connection/renew-keys.ts';
import { type Command, done } from '../command.ts';
import { countOf } from '../figures.ts';

export const keysRotate: Command = {
  name: 'keys rotate',
  group: 'Keep safe',
  summary: 'seal every secret anew under a new key',
  about: `Makes a new key in the file sealing.key of the data folder and seals the secrets of all
connections under it. The key before stays in the file, so that a program that runs meanwhile
goes on; the next rotation drops it. Where the key is given in TIEOUT_SEALING_KEY, put the new
one before the old one, with a comma between, rotate, and take the old one away.`,
  operands: [],
  options: {},
  emptyJson: { keyId: null, connections: 0 },
  run: async (invocation) => {
    const { keyId, connections } = await invocation.withApp(renewKeys);
    const text = `Sealed ${countOf(connections, 'connection')} anew, under the key ${keyId}.`;
    return done({ keyId, connections, problems: [] }, text);
  },
};
