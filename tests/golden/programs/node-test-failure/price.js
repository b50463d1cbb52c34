export function formatPrice(cents) {
  if (cents < 0) throw new RangeError('negative price');
  return (cents / 100).toFixed(2).replace(/(\d)(\d{3})\./, '$1,$2.');
}
