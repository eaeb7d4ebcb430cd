/* GcVerify adapter for the Boehm-Demers-Weiser collector (libgc 7.6 or newer):
 *
 *     cc -O2 -o boehm boehm.c -lgc && gcverify verify -- ./boehm
 *
 * What is promised, and why:
 *   conservative  Stacks and fields are scanned for whatever looks like an address, so that garbage may stay.
 *   weak          Disappearing links. The address in a weak field is hidden (complemented), or the referent would be kept.
 *   clears-first  Links are cleared before finalizers are invoked.
 *   finalizers    Without order, so that those on cycles run too.
 * Not promised: ephemerons, which it does not have. Automatic collection is off unless asked for.
 */
#define GC_NO_THREAD_REDIRECTS
#include <gc.h>
#include "gcverify.h"

/* Each object has one of these, in memory that is not scanned. A long link becomes null when its object is gone for good. */
typedef struct token {
    void *link;
    gcv_serial serial;
    struct token *next;
} token;

static token *tokens;

enum { BLOCK = 4096 };

static void init(void *stack_bottom)
{
    (void)stack_bottom;
    GC_INIT();
    GC_set_java_finalization(1); /* what a finalizable object refers to stays until its finalizer has run */
    GC_set_finalize_on_demand(1);
    GC_disable();
}

static void **roots(size_t count)
{
    static void **array;
    if (array != NULL)
        GC_FREE(array);
    array = (void **)GC_MALLOC_UNCOLLECTABLE(count * sizeof *array);
    return array;
}

static void watch(void *object, gcv_serial serial)
{
    token *t = (token *)malloc(sizeof *t);
    t->link = (void *)GC_HIDE_POINTER(object);
    t->serial = serial;
    t->next = tokens;
    tokens = t;
    GC_register_long_link(&t->link, object);
}

static void tell_deaths(void)
{
    token **at = &tokens;
    while (*at != NULL) {
        token *t = *at;
        if (t->link == NULL) {
            gcv_died(t->serial);
            *at = t->next;
            free(t);
        } else {
            at = &t->next;
        }
    }
}

/* Frames of the collector itself hold addresses of blocks, which are taken for those of their first objects: these are not used. */
static void *alloc(size_t bytes, int kind)
{
    static GC_word seen;
    void *object;
    (void)kind;
    do
        object = GC_MALLOC(bytes);
    while (object != NULL && (uintptr_t)object % BLOCK == 0 && bytes < BLOCK / 2);
    if (seen != GC_get_gc_no()) {
        seen = GC_get_gc_no();
        tell_deaths();
    }
    return object;
}

static void link_to(void *weak, void *referent)
{
    void **field = gcv_fields(weak);
    GC_unregister_disappearing_link(field);
    *field = referent == NULL ? NULL : (void *)GC_HIDE_POINTER(referent);
    if (referent != NULL)
        GC_general_register_disappearing_link(field, referent);
}

static void *read_field(void *object, size_t field)
{
    void *value = gcv_fields(object)[field];
    return value != NULL && field == 0 && gcv_kind_of(object) == GCV_WEAK ? GC_REVEAL_POINTER(value) : value;
}

static void GC_CALLBACK pending(void *object, void *data)
{
    (void)data;
    gcv_finalize(object);
}

static void finalizable(void *object)
{
    GC_register_finalizer_no_order(object, pending, NULL, NULL, NULL);
}

static void collect(int generation)
{
    int disabled = GC_is_disabled();
    (void)generation;
    if (disabled)
        GC_enable(); /* else nothing happens */
    do {
        GC_gcollect();
        tell_deaths();
    } while (GC_invoke_finalizers() > 0);
    if (disabled)
        GC_disable();
}

static void automatic(int on)
{
    if (on && GC_is_disabled())
        GC_enable();
    else if (!on && !GC_is_disabled())
        GC_disable();
}

int main(int argc, char **argv)
{
    char name[64];
    gcv_collector c = gcv_collector_of(name, "conservative", init, roots, alloc, collect);
    unsigned version = GC_get_version();
    sprintf(name, "Boehm %u.%u.%u", version >> 16, version >> 8 & 255, version & 255);
    c.promises = GCV_WEAK_REFERENCES | GCV_CLEARS_FIRST;
    c.watch = watch;
    c.link = link_to;
    c.read = read_field;
    c.finalizable = finalizable;
    c.automatic = automatic;
    return gcv_main(argc, argv, &c);
}
