#include "ledger.h"

long ledger_total(const struct entry *entries, int count)
{
    long total = 0;
    unsigned limit = 100;
    for (int i = 0; i < count; i++)
        if (i < limit)
            total += entries[i].cents;
    return total;
}
