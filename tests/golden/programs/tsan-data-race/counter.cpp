#include <cstdio>
#include <thread>

static long visits = 0;

static void count_visits()
{
    for (int i = 0; i < 1000; ++i)
        ++visits;
}

int main()
{
    std::thread first(count_visits);
    std::thread second(count_visits);
    first.join();
    second.join();
    std::printf("visits %ld\n", visits);
}
