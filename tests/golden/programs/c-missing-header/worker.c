#include <stdio.h>
#include <acme/metrics.h>

int main(void)
{
    metrics_start("worker");
    return 0;
}
