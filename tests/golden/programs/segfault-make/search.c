#include <stdio.h>
#include <string.h>

static const char *index_of(const char *query)
{
    if (query[0] == '\0')
        return NULL;
    return query;
}

int main(int argc, char **argv)
{
    const char *word = index_of(argc > 1 ? argv[1] : "lamp");
    printf("found %zu letters\n", strlen(word));
    return 0;
}
