import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readAbout } from '../../../api/contract/reports.ts';
import { reading } from '../../queries.ts';
import { Facts } from '../../ui/facts.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemsOf } from '../../ui/problems.tsx';

/** Which program this is, under which licence, what nobody promises, and where it works. */
export function AboutPage(): ReactNode {
  const { data, error } = useQuery(reading(readAbout));
  const facts = [
    { name: 'Program', value: 'tieout' },
    { name: 'Version', value: data?.version ?? '…' },
    {
      name: 'Licence',
      value: (
        <Anchor
          inherit
          href="https://www.apache.org/licenses/LICENSE-2.0"
          target="_blank"
          rel="noreferrer"
          underline="always"
        >
          Apache License 2.0
        </Anchor>
      ),
    },
  ];
  return (
    <Page title="About">
      <ProblemsOf error={error} />
      <Text maw={760}>
        tieout posts a lender's sub-ledger to Xero and proves that it arrived, to the cent. It is a
        program of its own; Xero Limited neither makes nor endorses it.
      </Text>
      <Facts label="This program" facts={facts} />
      <Disclaimer />
      <Countries />
    </Page>
  );
}

function Disclaimer(): ReactNode {
  return (
    <Stack component="section" gap="xs" maw={760}>
      <Title order={2} size="h4">
        Disclaimer
      </Title>
      <Text>
        The program is given as it is, without warranty of any kind, and without a promise that it
        is fit for a particular purpose. Whether it suits your books is for you to decide; try it in
        test mode first, and tie out after each export.
      </Text>
      <Text>
        Nothing in it is accounting, tax or legal advice. Ask a professional adviser before you rely
        on how it posts, on a GST code or on a rate.
      </Text>
      <Text>
        The law, its rates and the rules of Xero may change after this version was made. Check that
        what is set up here is still right.
      </Text>
    </Stack>
  );
}

const COUNTRIES = [
  {
    country: 'New Zealand',
    tax: 'GST at 15 %',
    exempt: 'NONE',
    custom: 'yes',
  },
  { country: 'Australia', tax: 'GST at 10 %', exempt: 'BASEXCLUDED', custom: 'yes' },
  { country: 'United Kingdom', tax: 'VAT at 20 %', exempt: 'NONE', custom: 'yes' },
  { country: 'United States', tax: 'no rates of its own', exempt: 'NONE', custom: 'yes' },
  { country: 'Elsewhere', tax: 'no rates of its own', exempt: 'NONE', custom: 'no' },
];

function Countries(): ReactNode {
  return (
    <Stack component="section" gap="xs">
      <Title order={2} size="h4">
        Countries
      </Title>
      <Text maw={760}>
        Exports use the tax rates, the chart and the base currency of your organisation in Xero,
        wherever it is. The twin of test mode knows the tax rates of New Zealand, Australia and the
        United Kingdom.
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Country</Table.Th>
              <Table.Th>Tax in the twin</Table.Th>
              <Table.Th>Exempt items, Exempt Code blank</Table.Th>
              <Table.Th>Custom connection offered by Xero</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {COUNTRIES.map(({ country, tax, exempt, custom }) => (
              <Table.Tr key={country}>
                <Table.Td>{country}</Table.Td>
                <Table.Td>{tax}</Table.Td>
                <Table.Td>{exempt}</Table.Td>
                <Table.Td>{custom}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
