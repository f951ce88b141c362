import { lowerBound, type Offer, pack } from './day/packing.ts';

const offer = (cpu: number, memory: number, usd: number): Offer => ({ room: { cpu, memory }, usd });
const pods = (number: number, cpu: number, memory: number) => Array.from({ length: number }, () => ({ cpu, memory }));
const small = offer(7.6, 28, 0.4);
const large = offer(15.6, 56, 0.8);

describe('an estimate of what nodes cost', () => {
  test('takes the smallest node that holds all pods', () => {
    expect(pack(pods(2, 3.8, 13), [small, large])).toBe(0.4);
    expect(pack(pods(3, 3.8, 13), [small, large])).toBe(0.8);
  });

  test('buys twice the nodes for whole cores, of which no four fit', () => {
    expect(pack(pods(4, 3.8, 13), [large])).toBe(0.8);
    expect(pack(pods(4, 4, 13), [large])).toBe(1.6);
  });

  test('puts a small pod beside a large one, whichever comes first', () => {
    expect(pack([...pods(1, 1, 4), ...pods(1, 6, 20)], [small, large])).toBe(0.4);
  });

  test('refuses a pod that no node holds, instead of a price for it', () => {
    expect(() => pack(pods(1, 16, 1), [small, large])).toThrow('no node holds a pod of 16 cores');
  });

  test('is never below the bound, which mixes two types by fractions', () => {
    const [compute, memory] = [offer(10, 10, 1), offer(10, 40, 2)];
    expect(lowerBound(pods(1, 20, 50), [compute, memory])).toBeCloseTo(3);
    expect(pack(pods(20, 1, 2.5), [compute, memory])).toBeGreaterThanOrEqual(3);
  });
});
