import { expect, expectTypeOf, test } from 'vitest'
import { AnalyticsInput } from './inputs.ts'
import { type BrandId, type CampaignId, newId, type WorkspaceId } from './ids.ts'
import { mintScope } from './mint.ts'
import { type AutomaticScope, type CustomScope, requestOf, type Scope, scopeKey, ScopeRequest } from './scope.ts'

const brandId = newId<'brand'>()
const campaignId = newId<'campaign'>()
const message = 'say which scope: { type: "automatic", brandId } or { type: "custom", campaignId }'

const refused: [string, unknown][] = [
  ['absent', undefined],
  ['null', null],
  ['empty', {}],
  ['text', 'automatic'],
  ['a number', 1],
  ['an array', []],
  ['an array with a scope in it', [{ type: 'automatic', brandId }]],
  ['a type alone', { type: 'automatic' }],
  ['an id alone', { brandId }],
  ['a type in the wrong case', { type: 'Automatic', brandId }],
  ['an unknown type', { type: 'all', brandId }],
  ['a list of types', { type: ['automatic'], brandId }],
  ['a misspelt field', { type: 'automatic', brandID: brandId }],
  ["the other type's id", { type: 'automatic', campaignId }],
  ["the automatic type's id for custom", { type: 'custom', brandId }],
  ['both ids', { type: 'automatic', brandId, campaignId }],
  ['both ids, custom', { type: 'custom', campaignId, brandId }],
  ['an extra field', { type: 'custom', campaignId, workspaceId: newId() }],
  ['an undefined extra field', { type: 'custom', campaignId, brandId: undefined }],
  ['a null id', { type: 'custom', campaignId: null }],
  ['a list of ids', { type: 'custom', campaignId: [campaignId] }],
  ['an object for an id', { type: 'custom', campaignId: { $ne: null } }],
  ['inherited fields', Object.create({ type: 'automatic', brandId })],
  ['an inherited type', Object.assign(Object.create({ type: 'automatic' }), { brandId })],
  ['a prototype sent as JSON', JSON.parse(`{"__proto__":{"type":"automatic","brandId":"${brandId}"}}`)],
  ['a prototype beside a scope', JSON.parse(`{"type":"automatic","brandId":"${brandId}","__proto__":{}}`)],
]
test.each(refused)('a scope request that is %s is refused with the scope message (L3)', (_, input) => {
  const parsed = ScopeRequest.safeParse(input)
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message])
})

test('no scope in an input is a refusal at the door, not a default', () => {
  expect(AnalyticsInput.safeParse({}).error?.issues).toMatchObject([{ path: ['scope'], message }])
  expect(AnalyticsInput.safeParse({ scope: undefined }).success).toBe(false)
})

test('an id that is not a UUID in lower case is refused by name', () => {
  const parsed = ScopeRequest.safeParse({ type: 'automatic', brandId: brandId.toUpperCase() })
  expect(parsed.error?.issues).toMatchObject([{ path: ['brandId'], message: 'a brand id is a UUID in lower case' }])
})

test('the two right shapes pass unchanged', () => {
  expect(ScopeRequest.parse({ type: 'automatic', brandId })).toEqual({ type: 'automatic', brandId })
  expect(ScopeRequest.parse({ type: 'custom', campaignId })).toEqual({ type: 'custom', campaignId })
})

test('neither a literal nor a request passes for a minted scope', () => {
  interface Literal {
    readonly type: 'automatic'
    readonly workspaceId: WorkspaceId
    readonly brandId: BrandId
    readonly campaignId: CampaignId
  }
  expectTypeOf<Literal>().not.toExtend<Scope>()
  expectTypeOf<ScopeRequest>().not.toExtend<Scope>()
  expectTypeOf<AutomaticScope>().not.toExtend<CustomScope>()
  expectTypeOf<undefined>().not.toExtend<Parameters<typeof scopeKey>[0]>()
  expectTypeOf<ReturnType<typeof mintScope>>().toEqualTypeOf<Scope>()
  // A literal lacks nothing but the mint: the same fields with it do pass.
  expectTypeOf<Literal & Scope>().toExtend<Scope>()
})

const workspaceId = newId<'workspace'>()
const automatic = mintScope({ workspaceId, brandId, campaignId, type: 'automatic' })
const custom = mintScope({ workspaceId, brandId, campaignId, type: 'custom' })

test('a minted scope cannot be changed afterwards', () => {
  expect(() => Object.assign(automatic, { brandId: newId() })).toThrow(TypeError)
  expect(automatic.brandId).toBe(brandId)
})

test('a scope is asked for again by the request that names it', () => {
  expect(requestOf(automatic)).toEqual({ type: 'automatic', brandId })
  expect(requestOf(custom)).toEqual({ type: 'custom', campaignId })
})

test('keys of different scopes never meet, whatever the parts contain (L9)', () => {
  const other = mintScope({ workspaceId, brandId, campaignId: newId(), type: 'custom' })
  const keys = [automatic, custom, other].flatMap((scope) => [scopeKey(scope), scopeKey(scope, 'a:b'), scopeKey(scope, 'a', 'b')])
  expect(new Set(keys).size).toBe(keys.length)
})
