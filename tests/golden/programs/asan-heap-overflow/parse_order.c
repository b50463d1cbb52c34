#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_field(const char *line)
{
    char *field = malloc(8);
    memset(field, 0, 8);
    for (size_t i = 0; i <= strlen(line); i++)
        field[i] = line[i];
    return field;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "none";
    printf("order %s: error count 0 before parsing\n", name);
    fflush(stdout);
    char *field = read_field(name);
    printf("parsed %s\n", field);
    free(field);
    return 0;
}
