export function addItem(basket, item) {
  basket.push(item);
  notifyListeners(basket);
}
