#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static int cart_total(int quantity)
{
    assert(quantity >= 0 && "quantity must not be negative");
    return quantity * 5;
}

int main(int argc, char **argv)
{
    printf("total: %d\n", cart_total(argc > 1 ? atoi(argv[1]) : 0));
    return 0;
}
