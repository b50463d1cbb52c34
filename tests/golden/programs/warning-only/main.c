#include <stdio.h>

int cart_size(int items[4], unsigned count);
int stock_left(int sold, int reserved);

int main(void)
{
    int items[4] = {1, 2, 3, 4};
    printf("%d %ld\n", cart_size(items, 4), stock_left(3, 1));
    return 0;
}
