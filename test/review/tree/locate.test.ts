import { lineOf } from '../../../review/tree/locate.ts';
import { parseFile } from '../../../review/tree/parse.ts';

const text = `# generated
apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    example.com/team: a
spec:
  containers:
    - name: web
      image: web:1
    - name: log
      image: log
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: first, namespace: a }
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: first, namespace: b }
    data:
      key: value
  - apiVersion: v1
    kind: Listing
    metadata: { name: third }
    items: [a]
---
apiVersion: v1
kind: Listing
metadata:
  name: fourth
items:
  - apiVersion: v1
`;

const manifests = parseFile({ path: 'shop.yaml', text }).documents.map(({ manifest }) => manifest);
const [pod, , second, , fourth] = manifests;
if (!pod || !second || !fourth) throw new Error('the text has five objects');

describe('the line of a field', () => {
  test.each([
    ['nothing', undefined, 2],
    ['a field', 'spec', 8],
    ['a field of an item of a list', 'spec.containers[1].image', 13],
    ['an item, by a step as `at` takes it', 'spec.containers.0', 10],
    ['a key with dots', 'metadata.annotations.example.com/team', 7],
    ['a key in quotes', 'metadata.annotations["example.com/team"]', 7],
    ['a field that is missing: that of the nearest one around it', 'spec.containers[0].resources.limits', 10],
    ['an item that is missing', 'spec.containers[7].image', 9],
    ['a field inside a text', 'metadata.name.first', 5],
    ['a field of nothing that is there', 'status.phase', 2],
  ])('is found for %s', (_, field, line) => {
    expect(lineOf(text, pod, field)).toBe(line);
  });

  test('is that of the object which is meant, of several in a file and in a list', () => {
    expect(lineOf(text, second)).toBe(20 + 1);
    expect(lineOf(text, second, 'data.key')).toBe(25);
    expect(lineOf(text, fourth)).toBe(31);
  });

  test('is unknown for an object of another file', () => {
    expect(lineOf('a: 1', pod)).toBeUndefined();
    expect(lineOf('', pod)).toBeUndefined();
    expect(lineOf('- 1', pod)).toBeUndefined();
  });
});
