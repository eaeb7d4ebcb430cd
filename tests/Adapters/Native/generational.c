/* A generational copying collector for tests of gcverify.h. New objects are in a nursery, so small that it fills up in small programs; a minor
 * collection promotes what is live there, a full one copies everything into the other half of the old space (Cheney). A write barrier
 * remembers each old object that a young one is stored into. It has weak references, ephemerons and finalizers.
 *
 *     --without-barrier    old objects are not remembered
 *     --null-dereference   a minor collection looks at the first field of each remembered object, null or not
 *     --recursive-marker   a full collection marks first, by recursion
 */
#include "gcverify.h"

enum { NURSERY = 1 << 10, OLD = 1 << 26, MARKER_FRAME = 1 << 19, POISON = 0xdd };

/* In front of each object. */
typedef struct header {
    uintptr_t tag;   /* its own address, complemented: what has none is no object */
    void *forwarded; /* the copy that this collection made */
    size_t bytes;    /* with this header */
    int remembered;
    int marked;      /* the last full collection that marked it */
} header;

typedef struct space { char *start, *free, *end; } space;

typedef struct list { void **items; size_t count, capacity; } list;

static int without_barrier, null_dereference, recursive_marker;
static space nursery, old, other;
static void **root_array;
static size_t root_count;
static list remembered, weaks, ephemerons, finalizables, pending;
static int minor, marking;
static char *scanned;

static header *header_of(void *object) { return (header *)object - 1; }

static int is_in(const space *s, void *object) { return (char *)object >= s->start && (char *)object < s->end; }

static size_t room(const space *s) { return (size_t)(s->end - s->free); }

static space make_space(size_t bytes)
{
    space s;
    s.start = s.free = (char *)malloc(bytes);
    s.end = s.start + bytes;
    return s;
}

static void add(list *l, void *object)
{
    l->items = (void **)gcv_grow(l->items, &l->capacity, l->count + 1, sizeof *l->items);
    l->items[l->count++] = object;
}

static void init(void *stack_bottom)
{
    (void)stack_bottom;
    nursery = make_space(NURSERY);
    old = make_space(OLD);
    other = make_space(OLD);
}

static void **roots(size_t count)
{
    root_count = count;
    root_array = (void **)realloc(root_array, count * sizeof *root_array);
    return root_array;
}

/* Whether an object dies in this collection unless it is copied. */
static int is_condemned(void *object) { return is_in(&nursery, object) || (!minor && is_in(&old, object)); }

/* Where an object is after this collection; null if it is dead, as far as is known. */
static void *survivor(void *object)
{
    if (!is_condemned(object) || header_of(object)->tag != ~(uintptr_t)header_of(object))
        return object;
    return header_of(object)->forwarded;
}

static void *evacuate(void *object)
{
    space *to = minor ? &old : &other;
    header *from;
    if (object == NULL || !is_condemned(object))
        return object;
    from = header_of(object);
    if (from->tag != ~(uintptr_t)from)
        return object; /* a bug is to be seen by what is told, not by how it crashes */
    if (from->forwarded == NULL) {
        header *copy = (header *)to->free;
        memcpy(copy, from, from->bytes);
        copy->tag = ~(uintptr_t)copy;
        copy->remembered = 0;
        to->free += from->bytes;
        from->forwarded = copy + 1;
    }
    return from->forwarded;
}

static void scan(void *object)
{
    void **fields = gcv_fields(object);
    size_t i = 0;
    if (gcv_kind_of(object) == GCV_WEAK) {
        add(&weaks, object);
        i = 1;
    } else if (gcv_kind_of(object) == GCV_EPHEMERON && fields[0] != NULL) {
        add(&ephemerons, object);
        i = 2;
    }
    for (; i < gcv_field_count(object); i++)
        fields[i] = evacuate(fields[i]);
}

/* Scans what has been copied, and the values of ephemerons whose keys turn out to be live, until nothing new is found. */
static void trace(void)
{
    space *to = minor ? &old : &other;
    size_t i;
    int found;
    do {
        for (found = 0; scanned < to->free; scanned += ((header *)scanned)->bytes)
            scan((header *)scanned + 1);
        for (i = 0; i < ephemerons.count; i++) {
            void **fields = gcv_fields(ephemerons.items[i]);
            if (survivor(fields[0]) != NULL && fields[1] != NULL && survivor(fields[1]) == NULL) {
                evacuate(fields[1]);
                found = 1;
            }
        }
    } while (found);
}

/* Keeps those that are dead and have not been finalized, and remembers to tell. */
static void revive_finalizable(void)
{
    size_t i, kept = 0, count = finalizables.count;
    for (i = 0; i < count; i++) {
        void *object = finalizables.items[i];
        if (survivor(object) != NULL)
            finalizables.items[kept++] = survivor(object);
        else
            add(&pending, object);
    }
    finalizables.count = kept;
    for (i = 0; i < pending.count; i++)
        pending.items[i] = evacuate(pending.items[i]);
    trace();
}

static void update_weak(void)
{
    size_t i;
    for (i = 0; i < weaks.count; i++) {
        void **fields = gcv_fields(weaks.items[i]);
        fields[0] = fields[0] == NULL ? NULL : survivor(fields[0]);
    }
    for (i = 0; i < ephemerons.count; i++) {
        void **fields = gcv_fields(ephemerons.items[i]);
        fields[0] = survivor(fields[0]);
        fields[1] = fields[0] == NULL || fields[1] == NULL ? NULL : survivor(fields[1]);
    }
    weaks.count = ephemerons.count = 0;
}

static void scan_remembered(void)
{
    size_t i;
    for (i = 0; i < remembered.count; i++) {
        if (null_dereference)
            header_of(gcv_fields(remembered.items[i])[0])->marked = 0;
        scan(remembered.items[i]);
        header_of(remembered.items[i])->remembered = 0;
    }
}

/* What a careless marker does: the depth of the stack is the length of the longest list. */
static void mark(void *object)
{
    volatile char frame[MARKER_FRAME];
    size_t i;
    frame[0] = 0;
    (void)frame[0];
    if (object == NULL || header_of(object)->marked == marking)
        return;
    header_of(object)->marked = marking;
    for (i = 0; i < gcv_field_count(object); i++)
        mark(gcv_fields(object)[i]);
}

static void flip(void)
{
    space swap = old;
    old = other;
    other = swap;
    other.free = other.start;
}

static void collect(int generation)
{
    size_t i;
    minor = generation == 0;
    marking++;
    for (i = 0; i < root_count && recursive_marker && !minor; i++)
        mark(root_array[i]);
    scanned = minor ? old.free : other.free;
    for (i = 0; i < root_count; i++)
        root_array[i] = evacuate(root_array[i]);
    if (minor)
        scan_remembered();
    remembered.count = 0;
    trace();
    revive_finalizable();
    update_weak();
    gcv_survivors(survivor);
    nursery.free = nursery.start;
    memset(nursery.start, POISON, NURSERY); /* what is lost is seen at once, and whenever the program runs again */
    if (!minor)
        flip();
    for (i = 0; i < pending.count; i++)
        gcv_finalize(pending.items[i]);
    pending.count = 0;
}

static void *bump(space *s, size_t bytes)
{
    header *h = (header *)s->free;
    memset(h, 0, sizeof *h);
    h->tag = ~(uintptr_t)h;
    h->bytes = bytes;
    s->free += bytes;
    return h + 1;
}

/* What is in the nursery must have room in the old space. */
static void *alloc(size_t bytes, int kind)
{
    (void)kind;
    bytes = (bytes + sizeof(header) + 15) / 16 * 16;
    if (bytes > NURSERY) {
        if (room(&old) < bytes + NURSERY)
            collect(-1);
        return room(&old) < bytes + NURSERY ? NULL : bump(&old, bytes);
    }
    if (room(&nursery) < bytes)
        collect(0);
    if (room(&old) < NURSERY)
        collect(-1);
    return room(&old) < NURSERY ? NULL : bump(&nursery, bytes);
}

static void write_field(void *object, size_t field, void *value)
{
    gcv_fields(object)[field] = value;
    if (!without_barrier && is_in(&old, object) && is_in(&nursery, value) && !header_of(object)->remembered) {
        header_of(object)->remembered = 1;
        add(&remembered, object);
    }
}

static void finalizable(void *object) { add(&finalizables, object); }

int main(int argc, char **argv)
{
    int i;
    gcv_collector c = gcv_collector_of("Generational 1", "complete", init, roots, alloc, collect);
    for (i = 1; i < argc; i++) {
        without_barrier |= strcmp(argv[i], "--without-barrier") == 0;
        null_dereference |= strcmp(argv[i], "--null-dereference") == 0;
        recursive_marker |= strcmp(argv[i], "--recursive-marker") == 0;
    }
    c.promises = GCV_RELEASES | GCV_WEAK_REFERENCES | GCV_EPHEMERONS;
    c.generations = 2;
    c.write = write_field;
    c.finalizable = finalizable;
    return gcv_main(argc, argv, &c);
}
