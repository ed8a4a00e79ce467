import type { Seeded } from './seeded.ts'

/** The invented product: radiator valves and the hub they talk to. Nobody else is called that. */
export const sampleBrand = 'Tarnwick'
export const sampleRival = 'Brackenfield'

const rooms = ['kitchen', 'bathroom', 'bedroom', 'hallway', 'living room', 'study', 'attic'] as const
const months = ['September', 'October', 'March', 'April', 'January'] as const
const weekdays = ['Monday', 'Wednesday', 'Friday', 'Saturday', 'Sunday'] as const
const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'nine', 'eleven'] as const

type Saying = (random: Seeded) => string
type Sayings = readonly [Saying, ...Saying[]]

/** What people tell beside the point: nothing of it is praise, blame or a complaint. */
const asides: Sayings = [
  ({ between, pick }) => `It is a flat of ${between(38, 140)} square metres with ${pick(numbers)} windows.`,
  ({ between, pick }) => `We have ${pick(numbers)} radiators, and the boiler is from ${between(1986, 2019)}.`,
  ({ pick }) => `My partner works from home ${pick(numbers)} days a week.`,
  ({ between, pick }) => `It was ${between(-6, 14)} degrees outside on ${pick(weekdays)}.`,
  ({ pick }) => `I ordered it in ${pick(months)} and put it in on a ${pick(weekdays)}.`,
  ({ pick }) => `The hub stands in the ${pick(rooms)}, on top of the bookshelf.`,
  ({ between, pick }) => `We keep the ${pick(rooms)} at ${between(17, 22)} degrees.`,
  ({ pick }) => `There are ${pick(numbers)} of us in the house, and a cat.`,
  ({ pick }) => `The ${pick(rooms)} faces north, the ${pick(rooms)} faces the street.`,
  ({ between }) => `The building went up in ${between(1898, 1994)}.`,
  ({ pick }) => `A neighbour has ${pick(numbers)} of them as well.`,
  ({ between, pick }) => `Last year we read the meter every ${pick(weekdays)}: ${between(310, 990)} cubic metres in all.`,
]

const english = {
  question: [
    ({ pick }) => `How do you set a different temperature for the ${pick(rooms)} with ${sampleBrand}?`,
    ({ between }) => `Does ${sampleBrand} fit on valves from ${between(1968, 1995)}?`,
    ({ pick }) => `Which adapter do I need for ${sampleBrand} in the ${pick(rooms)}?`,
    ({ pick }) => `Is there a way to group ${pick(numbers)} ${sampleBrand} valves?`,
    ({ pick }) => `Where do you put the ${sampleBrand} hub in a house with ${pick(numbers)} floors?`,
    () => `Can ${sampleBrand} read an outside sensor of another maker?`,
    ({ pick }) => `What do you use the ${sampleBrand} schedule for on a ${pick(weekdays)}?`,
    () => `Does anybody export the ${sampleBrand} readings to a spreadsheet?`,
  ],
  rival: [
    ({ pick }) => `${sampleBrand} or ${sampleRival} for ${pick(numbers)} rooms?`,
    ({ pick }) => `We compare ${sampleRival} and ${sampleBrand} for the ${pick(rooms)}.`,
    () => `Who has moved from ${sampleRival} to ${sampleBrand}, or the other way round?`,
    ({ pick }) => `We moved from ${sampleRival} to ${sampleBrand} in ${pick(months)} and are very happy with it.`,
  ],
  praise: [
    ({ pick }) => `I love ${sampleBrand}, the ${pick(rooms)} is warm when I get up.`,
    ({ pick }) => `${sampleBrand} support answered within an hour on a ${pick(weekdays)}, great service.`,
    ({ pick }) => `${pick(numbers)} winters with ${sampleBrand}, and I am very happy with it.`,
    ({ pick }) => `${sampleBrand} works beautifully in our ${pick(rooms)}, thank you for the recommendation.`,
  ],
  report: [
    ({ pick }) => `${sampleBrand} is now in ${pick(numbers)} of our rooms.`,
    ({ pick }) => `I moved the ${sampleBrand} valve from the ${pick(rooms)} to the ${pick(rooms)}.`,
    ({ pick }) => `Here is my ${sampleBrand} schedule for the ${pick(rooms)}.`,
    ({ between }) => `${sampleBrand} shows ${between(15, 24)} degrees, the old thermometer ${between(15, 24)}.`,
  ],
  battery: [
    ({ pick }) => `The battery drains within ${pick(numbers)} days on my ${sampleBrand} valve.`,
    ({ pick }) => `Battery drain again on the ${sampleBrand} in the ${pick(rooms)}: ${pick(numbers)} sets of cells so far.`,
    ({ pick }) => `${sampleBrand}: the battery drains overnight since ${pick(months)}, and I have to change the cells every ${pick(weekdays)}.`,
  ],
  app: [
    ({ pick }) => `The app is slow with ${sampleBrand}: ${pick(numbers)} seconds until the ${pick(rooms)} shows up.`,
    ({ pick }) => `${sampleBrand} has a slow app, on ${pick(weekdays)} more than ever.`,
  ],
  valve: [
    ({ pick }) => `The valve is noisy at night, a ${sampleBrand} in the ${pick(rooms)}.`,
    ({ pick }) => `A noisy valve in the ${pick(rooms)} wakes me up, it is the ${sampleBrand}.`,
  ],
  wifi: [
    ({ pick }) => `The wifi drops every ${pick(weekdays)} and ${sampleBrand} is gone until I restart the router.`,
    ({ pick }) => `With ${sampleBrand} the wifi drops as soon as somebody is in the ${pick(rooms)}.`,
  ],
  crash: [
    ({ pick }) => `The app crashes when I open the ${sampleBrand} schedule for the ${pick(rooms)}.`,
    ({ pick }) => `Since ${pick(weekdays)} the app crashes with every ${sampleBrand} room I add.`,
  ],
  display: [
    ({ pick }) => `The display flickers on the ${sampleBrand} valve in the ${pick(rooms)}.`,
    ({ pick }) => `On ${pick(weekdays)} the display flickers, and ${pick(numbers)} ${sampleBrand} valves do it.`,
  ],
  pairing: [
    ({ pick }) => `Pairing fails with the ${sampleBrand} hub after ${pick(numbers)} tries.`,
    ({ pick }) => `The pairing fails on ${pick(weekdays)} as on ${pick(weekdays)}, and ${sampleBrand} shows no code.`,
  ],
  adapter: [
    ({ pick }) => `The adapter is missing from the ${sampleBrand} box, I have waited since ${pick(months)}.`,
    ({ pick }) => `Missing adapter in the box of my ${sampleBrand}, found out on a ${pick(weekdays)}.`,
  ],
  blame: [
    ({ pick }) => `I regret buying ${sampleBrand} for the ${pick(rooms)}, the worst purchase of the year.`,
    ({ pick }) => `Another ${pick(weekdays)} wasted with ${sampleBrand}, what a disappointment, I hate it.`,
    () => `I cannot recommend ${sampleBrand} to anybody, it is awful and a waste of money.`,
  ],
  launch: [
    () => `${sampleBrand} Hub 3 was announced today.`,
    () => `${sampleBrand} shows Hub 3, with a small display.`,
    () => `The ${sampleBrand} Hub 3 page is online, it lists Thread and a wired port.`,
    () => `Hub 3 by ${sampleBrand}: here is the announcement.`,
  ],
  offTopic: [
    ({ pick }) => `What colour would you paint a ${pick(rooms)} with one window?`,
    ({ pick }) => `We bleed the radiators each ${pick(months)}, how do you do it?`,
    ({ between }) => `A boiler from ${between(1980, 2005)}: keep it or replace it?`,
    ({ pick }) => `Curtains for the ${pick(rooms)}, linen or wool?`,
  ],
} as const satisfies Record<string, Sayings>

const german: Sayings = [
  ({ pick }) => `Seit ${pick(['zwei', 'drei', 'vier'])} Wochen habe ich ${sampleBrand} in der Wohnung und heize nur noch die Räume, die wir nutzen.`,
  ({ between }) => `Passt ${sampleBrand} auch auf Heizkörper von ${between(1965, 1990)}, und braucht man dafür einen Adapter?`,
  ({ between }) => `Mit ${sampleBrand} halten wir das Bad auf ${between(19, 22)} Grad, der Rest bleibt kühler.`,
  () => `Hat jemand von euch ${sampleBrand} zusammen mit einer Wärmepumpe in Betrieb genommen?`,
]
const germanAsides: Sayings = [
  ({ between }) => `Die Wohnung hat ${between(45, 120)} Quadratmeter und liegt im dritten Stock.`,
  ({ between }) => `Der Kessel ist von ${between(1988, 2015)} und wurde im Herbst gewartet.`,
  ({ between }) => `Draußen waren es heute ${between(1, 12)} Grad, als ich das geschrieben habe.`,
]
const spanish: Sayings = [
  ({ between }) => `¿Alguien usa ${sampleBrand} en un piso de ${between(1940, 1985)} con radiadores de hierro fundido?`,
  ({ pick }) => `Llevo ${pick(['dos', 'tres', 'cuatro'])} meses con ${sampleBrand} y ahora solo calentamos las habitaciones que usamos.`,
  () => `¿Dónde habéis puesto la central de ${sampleBrand} en una casa de dos plantas?`,
]
const spanishAsides: Sayings = [
  ({ between }) => `El piso tiene ${between(50, 130)} metros cuadrados y da al norte.`,
  ({ between }) => `La caldera es de ${between(1995, 2018)} y la revisaron en octubre.`,
  ({ between }) => `Hoy hacía ${between(3, 15)} grados en la calle por la mañana.`,
]

export type Topic = keyof typeof english | 'german' | 'spanish'

/** What is said, with so many sentences beside the point as people add. */
export function textOn(topic: Topic, random: Seeded): { readonly title: string; readonly body: string } {
  const [points, beside]: readonly [Sayings, Sayings] =
    topic === 'german' ? [german, germanAsides] : topic === 'spanish' ? [spanish, spanishAsides] : [english[topic], asides]
  const point = random.pick(points)(random)
  const others = new Set(Array.from({ length: random.between(2, 4) }, () => random.pick(beside)(random)))
  return { title: titleOf(point), body: [point, ...others].join(' ') }
}

const titleOf = (sentence: string): string => {
  const words = sentence
    .replace(/[.:,;].*$/, '')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .split(' ')
  return words.length <= 9 ? words.join(' ') : `${words.slice(0, 9).join(' ')} …`
}

/** Bought noise, which a scout holds back. */
export const spamText = ({ between }: Seeded): { readonly title: string; readonly body: string } => ({
  title: `FREE ${sampleBrand.toUpperCase()} GIVEAWAY ${between(100, 999)}`,
  body: `CLICK HERE to win ${sampleBrand}!!! ${between(70, 95)}% OFF, limited offer, DM me now. Earn $${between(2, 9)}000 per week http://win${between(1, 99)}.example http://deal.example FREE FREE $$$`,
})

/** One announcement that was put into four places, with hardly a word changed. */
export const copiedText = (opening: string): { readonly title: string; readonly body: string } => ({
  title: `${sampleBrand} opens its repair workshop`,
  body: `${opening} ${sampleBrand} opens a repair workshop: valves that are older than two years can be sent in by post, are cleaned and fitted with a new motor, and come back within ten days. The price list, the form for the parcel and the list of models are on the page of the workshop.`,
})
export const copiedOpenings = ['News:', 'Seen today:', 'From the newsletter:', 'For your information:'] as const
