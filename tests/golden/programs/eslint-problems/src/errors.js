export function isError(code) {
  const message = 'error';
  return code == 500;
}
