#include "gcverify.h"
#include "smallgc.h"

static void trace(void *object)
{
    for (size_t i = 0; i < gcv_field_count(object); i++)
        if (gcv_fields(object)[i] != NULL)
            small_mark(gcv_fields(object)[i]);
}

static void *alloc(size_t bytes, int kind)
{
    (void)kind;
    return small_alloc(bytes, trace);
}

static void collect(int generation)
{
    size_t count;
    void **roots = gcv_roots(&count);
    (void)generation;
    small_roots(roots, count);
    small_collect(gcv_object_died);
}

int main(int argc, char **argv)
{
    gcv_collector c = gcv_collector_of("smallgc 1.0", "complete", NULL, NULL, alloc, collect);
    return gcv_main(argc, argv, &c);
}
