export { type BrandOptions, testHouse, type TestHouse } from './house.ts'
export { keepPosts, type KeepOptions, type PostPlan, rangeOf, threadOf } from './keep.ts'
export { furnish, type Place, postsOf, twoWorlds } from './worlds.ts'
export { type Bulk, bulkOldDatabase, oldDatabase, type OldHouse } from '../legacy/testing/old-database.ts'
