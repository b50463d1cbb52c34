#warning "queue_pop() is deprecated, use queue_take()"

int queue_pop(void)
{
    return 0;
}
