/** What the types of the library promise to a program. */
import { expectTypeOf, test } from 'vitest';
import { fetchAll, type FetchRun, gather, type Outcome, type RequestInputs } from '../src/index.ts';

type Page = { readonly id: number };
const pages = [{ url: 'https://a.example/', meta: { id: 1 } }];

test('an outcome has the type of its request’s meta', () => {
  expectTypeOf(fetchAll<Page>).returns.toEqualTypeOf<FetchRun<Page>>();
  expectTypeOf(() => gather(pages)).returns.resolves.toEqualTypeOf<Outcome<{ id: number }>[]>();
  const mixed = (): RequestInputs<Page> => ['https://a.example/', ...pages];
  expectTypeOf(() => gather(mixed()))
    .returns.resolves.items.toHaveProperty('meta')
    .toEqualTypeOf<Page | undefined>();
});

test('without requests there is no meta, and where nothing is known of it, it is unknown', () => {
  expectTypeOf(() => gather(['https://a.example/']))
    .returns.resolves.items.toHaveProperty('meta')
    .toEqualTypeOf<undefined>();
  expectTypeOf(() => gather(new Set<URL>()))
    .returns.resolves.items.toHaveProperty('meta')
    .toEqualTypeOf<undefined>();
  const anything = (): RequestInputs => [];
  expectTypeOf(() => gather(anything())).returns.resolves.items.toEqualTypeOf<Outcome>();
});

test('headers are what fetch takes', () => {
  expectTypeOf(new Headers()).toExtend<NonNullable<Parameters<typeof gather>[1]>['headers']>();
  expectTypeOf(new Map<string, string>()).toExtend<NonNullable<Parameters<typeof gather>[1]>['headers']>();
});
