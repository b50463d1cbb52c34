#include <stdio.h>
#include <stdlib.h>

static int line_total(int quantity, int cents)
{
    return quantity * cents;
}

int main(int argc, char **argv)
{
    int quantity = argc > 1 ? atoi(argv[1]) : 1;
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("invoice for %d pieces (overflow checks on)\n", quantity);
    printf("total %d\n", line_total(quantity, 59900));
    return 0;
}
