#include <algorithm>
#include <iostream>
#include <list>

#include "catalog.h"

int main()
{
    std::list<Item> items = {{"lamp", 19.5}, {"chair", 49.0}};
    std::sort(items.begin(), items.end(), [](const Item &a, const Item &b) { return a.price < b.price; });
    for (const Item &item : items)
        std::cout << item.name << '\n';
}
