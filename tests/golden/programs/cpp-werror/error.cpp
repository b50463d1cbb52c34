#include <string>

std::string last_error() { return "0 errors"; }
