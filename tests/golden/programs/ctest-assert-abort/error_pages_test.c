#include <stdio.h>

int main(void)
{
    puts("error 404 page: ok");
    puts("error 500 page: ok");
    return 0;
}
