/** What a run of the tests prints, and a JSON file beside it where TEST_REPORT names one. */
export function testReporters(): (string | [string, { outputFile: string }])[] {
  const outputFile = process.env.TEST_REPORT;
  return outputFile === undefined ? ['default'] : ['default', ['json', { outputFile }]];
}
