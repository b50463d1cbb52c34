#include <stdio.h>

#include "ledger.h"

int main(int argc, char **argv)
{
    struct entry rent = {120000, "rent"};
    printf("%s: %ld %s\n", rent.label, rent.amount_cents, error_text(0));
    return 0
}
