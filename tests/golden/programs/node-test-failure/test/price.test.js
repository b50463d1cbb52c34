import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { formatPrice } from '../price.js';

describe('error messages', () => {
  it('throws an error for negative prices', () => {
    assert.throws(() => formatPrice(-1), /negative/);
  });
});

describe('formatPrice', () => {
  it('formats cents', () => {
    assert.equal(formatPrice(1950), '19.50');
  });
  it('separates thousands', () => {
    assert.equal(formatPrice(123456700), '1,234,567.00');
  });
});
