int cart_size(int items[4], unsigned count)
{
    int size = 0;
    for (int i = 0; i < count; i++)
        size += items[i];
    return size;
}
