import { evenly, type Random, seededRandom } from './random.ts';

/** Somebody who borrows; one in twelve has two loans. */
export interface SampleClient {
  readonly clientId: string;
  readonly name: string;
  readonly isCompany: boolean;
  /** Four in a hundred are outside GST, such as those who live overseas. */
  readonly isGstExempt: boolean;
}

const CLIENT_STREAMS = 0x4000_0000;

export function clientOfLoan(seed: number, loan: number): SampleClient {
  const client = loan % 12 === 11 ? loan - 1 : loan;
  const random = seededRandom(seed, CLIENT_STREAMS + client);
  const isCompany = evenly(seed + client, 180, 617);
  return {
    clientId: `C${200_001 + client}`,
    name: isCompany ? companyName(random) : personName(random),
    isCompany,
    isGstExempt: random.chance(40),
  };
}

const FIRST_NAMES = (
  'Aroha Wiremu Mere Tāne Hana Kahu Anahera Rawiri Oliver Charlotte Jack Isla Noah Amelia George ' +
  'Ruby Priya Arjun Wei Mei Min-jun Sione Mele Tavita Sina Liam Sophie Finn Maia Ella'
).split(' ');
const SURNAMES = (
  "Harrison Ngata Parata Smith Williams Brown Taufa Faleolo Singh Patel Chen Kim O'Connor " +
  'McKenzie Tūhoe-Grant Wilson Walker Henare Pōtae Robertson Campbell Fa’asavalu Nguyen ' +
  'van der Berg Mitchell Paki Thompson Hughes Raukawa Stewart'
).split(/ (?!der|Berg)/);
const TRADES = [
  'Joinery',
  'Plumbing & Gas',
  'Earthmoving',
  'Dairy Farms',
  'Logistics',
  'Panel, Paint & Glass',
  'Building',
  'Orchards',
  'Cafés',
  'Electrical',
];

function personName(random: Random): string {
  const first = random.pick(FIRST_NAMES);
  const second = random.pick(FIRST_NAMES);
  const given = first === second ? first : `${first} ${second}`;
  return `${random.pick(SURNAMES)}, ${given}`;
}

function companyName(random: Random): string {
  const owner = random.pick(SURNAMES);
  const trade = random.pick(TRADES);
  const shapes = [
    `${owner} ${trade} Limited`,
    `${owner} & Sons ${trade} Ltd`,
    `The "${random.pick(FIRST_NAMES)}" ${trade} Company Limited`,
  ];
  return random.pick(shapes);
}
