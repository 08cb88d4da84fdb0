import { configurationToYaml, exportConfiguration } from '../../tasks/export-configuration.ts';
import { type Command, done, type Invocation, type Report } from '../command.ts';

export const configExport: Command = {
  name: 'config export',
  group: 'Set up',
  summary: 'print the stored configuration as a file',
  about: `What is printed makes the same books again with "config apply". What has its default is left
out, and no secret is in it. With --json the file is JSON instead of YAML.`,
  operands: [],
  options: {},
  emptyJson: {},
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const configuration = await invocation.withApp(exportConfiguration);
  return done(configuration, configurationToYaml(configuration).trimEnd());
}
