import { type Command, done } from '../command.ts';

export const keysForget: Command = {
  name: 'keys forget',
  group: 'Keep safe',
  summary: 'forget every secret, where the sealing key is lost for good',
  about: `Without its key nothing that is sealed can be opened, and no command starts. This forgets all
connections, of production and of test mode, and begins with a new key; then connect again with
"tieout connect". What was exported stays. In Xero, somebody disconnects the app under
Settings, Connected apps, since tieout can no longer do it.`,
  operands: [],
  options: {},
  emptyJson: {},
  forgetsSecrets: true,
  run: async (invocation) => {
    await invocation.withApp(async () => undefined);
    return done({ problems: [] }, 'All secrets are forgotten. Next: tieout connect');
  },
};
