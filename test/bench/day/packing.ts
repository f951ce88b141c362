/** Cores and bytes: what pods request, or what a node has for them. */
export interface Room {
  readonly cpu: number;
  readonly memory: number;
}

/** A node that may be bought. */
export interface Offer {
  readonly room: Room;
  /** US dollars an hour. */
  readonly usd: number;
}

const none: Room = { cpu: 0, memory: 0 };
const plus = (a: Room, b: Room): Room => ({ cpu: a.cpu + b.cpu, memory: a.memory + b.memory });
const fits = (pods: Room, { room }: Offer) => pods.cpu <= room.cpu + 1e-9 && pods.memory <= room.memory;

/** The cheapest node that holds so much; `undefined` where none does. */
function cheapest(pods: Room, offers: readonly Offer[]): Offer | undefined {
  return offers.filter((offer) => fits(pods, offer)).sort((a, b) => a.usd - b.usd)[0];
}

/**
 * What nodes for pods that start together cost an hour, bought as Karpenter's scheduler does: largest pod first, onto the
 * first planned node that any type still holds with it; then the cheapest type for each planned node.
 */
export function pack(pods: readonly Room[], offers: readonly Offer[]): number {
  const planned: Room[] = [];
  for (const pod of [...pods].sort((a, b) => b.cpu - a.cpu || b.memory - a.memory)) {
    const index = planned.findIndex((node) => cheapest(plus(node, pod), offers) !== undefined);
    const node = plus(planned[index] ?? none, pod);
    if (cheapest(node, offers) === undefined) throw new Error(`no node holds a pod of ${describe(pod)}`);
    planned[index === -1 ? planned.length : index] = node;
  }
  return planned.reduce((sum, node) => sum + (cheapest(node, offers)?.usd ?? 0), 0);
}

/** No way of packing costs less: fractions of nodes, at most two types of them, that have together what the pods request. */
export function lowerBound(pods: readonly Room[], offers: readonly Offer[]): number {
  const need = pods.reduce(plus, none);
  return Math.min(...offers.flatMap((one) => [alone(need, one), ...offers.map((other) => mixed(need, one, other))]));
}

function alone(need: Room, { room, usd }: Offer): number {
  return usd * Math.max(need.cpu / room.cpu, need.memory / room.memory);
}

/** The mix of two types that has exactly the cores and exactly the memory. */
function mixed(need: Room, a: Offer, b: Offer): number {
  const determinant = a.room.cpu * b.room.memory - b.room.cpu * a.room.memory;
  const ofA = (need.cpu * b.room.memory - b.room.cpu * need.memory) / determinant;
  const ofB = (a.room.cpu * need.memory - need.cpu * a.room.memory) / determinant;
  return determinant !== 0 && ofA >= 0 && ofB >= 0 ? ofA * a.usd + ofB * b.usd : Number.POSITIVE_INFINITY;
}

function describe({ cpu, memory }: Room): string {
  return `${cpu} cores and ${memory / 1024 ** 3} GiB`;
}
