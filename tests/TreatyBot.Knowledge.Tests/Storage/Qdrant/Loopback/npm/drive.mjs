import assert from 'node:assert/strict';
import { QdrantClient } from '@qdrant/js-client-rest';

const client = new QdrantClient({ url: process.argv[2], apiKey: process.argv[3], checkCompatibility: true });
const one = '886313e1-3b8a-5372-9b90-0c9aee199e5d';
const two = '886313e1-3b8a-5372-9b90-0c9aee199e5e';

await client.createCollection('driven', {
  vectors: { dense: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } } },
  sparse_vectors: { bm25: { modifier: 'idf' } },
});
await assert.rejects(client.createCollection('driven', { vectors: {} }), (error) => error.status === 409);
assert.equal((await client.collectionExists('driven')).exists, true);
assert.deepEqual((await client.getCollections()).collections, [{ name: 'driven' }]);
await client.createPayloadIndex('driven', { field_name: 'kind', field_schema: 'keyword', wait: true });
await client.createPayloadIndex('driven', { field_name: 'number', field_schema: { type: 'integer', lookup: true, range: true }, wait: true });

const written = await client.upsert('driven', {
  wait: true,
  points: [
    { id: one, vector: { dense: [[1, 0], [0, 1]], bm25: { indices: [7, 42], values: [1, 0.5] } }, payload: { kind: 'a', number: 1 } },
    { id: two, vector: { dense: [[0.6, 0.8]], bm25: { indices: [7], values: [1] } }, payload: { kind: 'b', number: 2 } },
  ],
});
assert.equal(written.status, 'completed');
await assert.rejects(client.upsert('driven', { wait: true, points: [{ id: 'not-a-uuid', vector: {}, payload: {} }] }), (error) => error.status === 400);
await assert.rejects(client.upsert('driven', { wait: true, points: [{ id: one, vector: { dense: [[1, 0, 0]] }, payload: {} }] }), (error) => error.status === 400);

assert.equal((await client.count('driven', { exact: true })).count, 2);
assert.equal((await client.count('driven', { filter: { must: [{ key: 'number', range: { gt: 1 } }] }, exact: true })).count, 1);
const got = await client.retrieve('driven', { ids: [two], with_payload: true, with_vector: ['dense'] });
assert.deepEqual(got[0].payload, { kind: 'b', number: 2 });
assert.deepEqual(got[0].vector.dense.map((row) => row.map((x) => x.toFixed(1))), [['0.6', '0.8']]);

const first = await client.scroll('driven', { limit: 1, with_payload: false });
const rest = await client.scroll('driven', { limit: 1, offset: first.next_page_offset });
assert.deepEqual([first.points[0].id, rest.points[0].id, rest.next_page_offset], [one, two, null]);

const [dense, sparse] = await client.queryBatch('driven', {
  searches: [
    { query: [[0, 1]], using: 'dense', limit: 5, with_payload: ['kind'] },
    { query: { indices: [42], values: [1] }, using: 'bm25', limit: 5, filter: { must_not: [{ key: 'kind', match: { any: ['b'] } }] } },
  ],
});
assert.deepEqual(dense.points.map((point) => [point.id, point.payload.kind]), [[one, 'a'], [two, 'b']]);
assert.equal(dense.points[0].score, 1);
assert.deepEqual(sparse.points.map((point) => [point.id, point.payload]), [[one, undefined]]);
// 42 is in one of two points: ln((2 - 1 + 0.5) / (1 + 0.5) + 1) * 0.5
assert.ok(Math.abs(sparse.points[0].score - Math.log(2) * 0.5) < 1e-6);

await client.updateCollectionAliases({ actions: [{ create_alias: { collection_name: 'driven', alias_name: 'kb' } }] });
assert.deepEqual((await client.getAliases()).aliases, [{ alias_name: 'kb', collection_name: 'driven' }]);
assert.equal((await client.count('kb', { exact: true })).count, 2);
assert.match((await client.createSnapshot('driven')).name, /\.snapshot$/);
await client.delete('driven', { wait: true, filter: { must: [{ key: 'kind', match: { value: 'a' } }] } });
assert.equal((await client.getCollection('kb')).points_count, 1);
await assert.rejects(client.count('missing', { exact: true }), (error) => error.status === 404);
await client.deleteCollection('driven');
console.log('driven');
