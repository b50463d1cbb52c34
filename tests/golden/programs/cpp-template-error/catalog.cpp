#include "catalog.h"

double with_tax(const Item &item) { return item.price * 1.21; }
