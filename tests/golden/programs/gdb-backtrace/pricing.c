#include <stdio.h>
#include <stdlib.h>

struct discount {
    int divisor;
};

static int apply_discount(int cents, const struct discount *discount)
{
    return cents / discount->divisor;
}

static int price_of(int cents, int divisor)
{
    struct discount discount = {divisor};
    return apply_discount(cents, &discount);
}

int main(int argc, char **argv)
{
    printf("price %d\n", price_of(1990, argc > 1 ? atoi(argv[1]) : 1));
    return 0;
}
