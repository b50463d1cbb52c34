static int reorder_level = 5;

int stock_left(int sold, int reserved)
{
    return 100 - sold;
}
