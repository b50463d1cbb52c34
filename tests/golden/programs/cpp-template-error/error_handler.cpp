#include <stdexcept>

void raise_error(const char *text) { throw std::runtime_error(text); }
