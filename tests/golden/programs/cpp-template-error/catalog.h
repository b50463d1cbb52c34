#pragma once
#include <string>

struct Item {
    std::string name;
    double price;
};
