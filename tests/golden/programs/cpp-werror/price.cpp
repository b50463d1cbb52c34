#include <vector>

double average(const std::vector<double> &prices)
{
    double sum = 0;
    int rounded = 0;
    for (int i = 0; i < prices.size(); ++i)
        sum += prices[i];
    return sum / prices.size();
}
