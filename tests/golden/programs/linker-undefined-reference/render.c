#include <math.h>

double render_total(double value)
{
    return sqrt(value);
}
