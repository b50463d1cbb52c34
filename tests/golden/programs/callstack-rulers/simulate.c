/* Prints its own call stack between rulers when a check fails, as engines of games do. */
#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void print_callstack(const char *reason)
{
    char ruler[79];
    memset(ruler, '=', 78);
    ruler[78] = '\0';
    void *frames[16];
    int depth = backtrace(frames, 16);
    char **names = backtrace_symbols(frames, depth);
    printf("%s\nFatal: %s\nCallstack:\n", ruler, reason);
    for (int i = 1; i < depth; i++)
        printf("  #%d %s\n", i - 1, names[i]);
    printf("%s\n", ruler);
    exit(3);
}

void place_object(int scene)
{
    if (scene == 2)
        print_callstack("physics body without a shape in scene 2");
}

void load_scene(int scene)
{
    printf("loading scene %d ... textures 128, errors 0\n", scene);
    if (scene == 1)
        printf("warning: mesh 'door' has no material, the default is used\n");
    place_object(scene);
}

int main(void)
{
    for (int scene = 0; scene < 3; scene++)
        load_scene(scene);
    puts("done");
    return 0;
}
