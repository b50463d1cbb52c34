#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int *load_coupons(int count)
{
    int *coupons = calloc(count, sizeof *coupons);
    for (int i = 0; i < count; i++)
        coupons[i] = i * 5;
    return coupons;
}

int main(void)
{
    int *coupons = load_coupons(4);
    int best = coupons[4];
    printf("best coupon %d\n", best);
    free(coupons);
    return 0;
}
