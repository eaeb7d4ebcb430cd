#include "smallgc.h"

#include <stdlib.h>
#include <string.h>

/* In front of each object. */
typedef struct cell {
    struct cell *next;  /* of all */
    struct cell *grey;  /* of those that are marked and not yet traced */
    small_trace trace;
    size_t marked;
} cell;

static cell *all, *grey_list;
static void **root_array;
static size_t root_count;

void small_roots(void **roots, size_t count)
{
    root_array = roots;
    root_count = count;
}

void *small_alloc(size_t bytes, small_trace trace)
{
    cell *c = (cell *)malloc(sizeof *c + bytes);
    if (c == NULL)
        return NULL;
    memset(c + 1, 0, bytes);
    c->next = all;
    c->trace = trace;
    c->marked = 0;
    all = c;
    return c + 1;
}

void small_mark(void *object)
{
    cell *c = (cell *)object - 1;
    if (!c->marked) {
        c->marked = 1;
        c->grey = grey_list;
        grey_list = c;
    }
}

void small_collect(small_death death)
{
    size_t i;
    cell **at = &all;
    for (i = 0; i < root_count; i++)
        if (root_array[i] != NULL)
            small_mark(root_array[i]);
    while (grey_list != NULL) {
        cell *c = grey_list;
        grey_list = c->grey;
        c->trace(c + 1);
    }
    while (*at != NULL) {
        cell *c = *at;
        if (c->marked) {
            c->marked = 0;
            at = &c->next;
        } else {
            *at = c->next;
            death(c + 1);
            free(c);
        }
    }
}
