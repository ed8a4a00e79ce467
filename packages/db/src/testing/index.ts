export { type BrandOptions, testHouse, type TestHouse } from './house.ts'
