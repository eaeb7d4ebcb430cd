/* gcverify.h: makes a garbage collector with a C interface a subject of GcVerify.
 *
 * Include this header in one file, write two to five functions, describe them to gcv_main(), and compile:
 *
 *     #include "gcverify.h"
 *
 *     static void  *alloc(size_t bytes, int kind)               { (void)kind; return my_gc_alloc(bytes); }
 *     static void   collect(int generation)                     { (void)generation; my_gc_collect(gcv_object_died); }
 *
 *     int main(int argc, char **argv)
 *     {
 *         gcv_collector c = gcv_collector_of("My collector 1.0", "complete", NULL, NULL, alloc, collect);
 *         return gcv_main(argc, argv, &c);
 *     }
 *
 *     cc -O2 -o my-adapter my-adapter.c -lmygc && gcverify verify -- ./my-adapter
 *
 * The program is a process that reads requests on stdin and replies on stdout (docs/protocol.md). GcVerify starts it, so a crash of the
 * collector ends this process only, and is reported with the program that caused it. Everything that GcVerify asks for is here: the
 * interpreter of the operations, the walks, the log, and the faults on purpose (--fault leak|early|crash|hang) that prove that a bug
 * would be noticed. examples/native has a small example, boehm.c beside this file is one with everything.
 * C99 or C++11, nothing but the standard library (and alarm()).
 *
 * LIBRARY. The same file compiled into a shared library is loaded by GcVerify, which saves the text and the pipe:
 *
 *     cc -O2 -shared -fPIC -DGCVERIFY_LIBRARY -o libmy.so my-adapter.c -lmygc && gcverify verify -- ./libmy.so
 *
 * A process that may be lost has it then. If it is, or a law is violated, all is repeated with the library in a process of its own, and
 * so it is at once if the collector is "conservative". Functions are called on any thread, one at a time: what is remembered of a
 * thread, such as `stack_bottom`, is of no use.
 *
 * OBJECTS. The collector hands out memory; this header lays objects out in it:
 *
 *     struct gcv_object | fields: void * each, null or an object | raw words: 8 bytes each, never references
 *
 * A collector that must find references asks for them: gcv_field_count(object), gcv_fields(object). It may move objects, and keep a
 * header of its own before each. Between alloc and the end of the operation no collection is asked for, and only watch, finalizable,
 * write or link, and assign are called.
 *
 * MOVING. Only alloc, collect, step and read may move objects. Whoever moves them updates fields and roots, and leaves `watch` null.
 * Nothing here keeps the address of an object from one operation to the next, but in roots and, complemented, in a table that is no
 * root; gcv_survivors() updates that.
 *
 * DEATHS. A death is told once, when the object is gone for good: a finalizable one dies after its finalizer has run. One of these ways:
 *     - collectors that pass each dead object to a function before its memory is used again: gcv_object_died(object).
 *     - collectors that call back for objects that asked for it: `watch` asks for a call of gcv_died(serial). It may come late, but before
 *       collect() returns.
 *     - all others: at the end of the marking (copying) phase, while what is dead can still be told from what is live,
 *       call gcv_survivors(f), where f gives the (new) address of a live object and null for a dead one.
 *
 * CONSERVATIVE STACKS. Operations run in a function of their own that has returned when collect is called, and the stack that it used has
 * been overwritten: what the collector finds there is not ours. `stack_bottom` is an address in main's frame.
 */
#ifndef GCVERIFY_H
#define GCVERIFY_H

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifndef _WIN32
#include <unistd.h>
#endif

#ifdef GCVERIFY_LIBRARY
#ifdef _WIN32
#define GCV_SHARED __declspec(dllexport)
#else
#define GCV_SHARED __attribute__((visibility("default")))
#endif
#ifdef __cplusplus
#define GCV_EXPORT extern "C" GCV_SHARED
#else
#define GCV_EXPORT extern GCV_SHARED
#endif
/* Your main() gets another name, as it is called by the process that loads the library. */
GCV_EXPORT int gcv_library_main(int argc, char **argv);
GCV_EXPORT const char *gcv_library_open(int argc, char **argv);
GCV_EXPORT const int64_t *gcv_library_run(const int32_t *request, size_t count, size_t *length);
#define main gcv_library_main
#endif

/* ---- What you write ---- */

/* Names an object for the whole life of the process, unlike its address. */
typedef uintptr_t gcv_serial;

enum gcv_kind { GCV_PLAIN, GCV_WEAK, GCV_EPHEMERON, GCV_FINALIZABLE, GCV_PINNED, GCV_IMMORTAL };

/* What may be demanded beyond the class. A promise that is not kept is a violation; one that is not made is not tested. */
enum gcv_promise {
    GCV_RELEASES = 1,        /* deaths are told in the operation that causes them */
    GCV_IMMEDIATE = 2,       /* garbage that is on no cycle and hangs from none dies in the operation that makes it */
    GCV_WEAK_REFERENCES = 4, /* field 0 of objects of the kind GCV_WEAK is weak: it keeps nothing alive and becomes null */
    GCV_EPHEMERONS = 8,      /* GCV_EPHEMERON: field 0 is weak, and keeps field 1 alive; if it dies both become null */
    GCV_CLEARS_FIRST = 16    /* weak references to a finalizable object become null before its finalizer is pending, not when it dies */
};

typedef struct gcv_collector {
    const char *runtime;  /* name and version, as reports show them */
    const char *reclaims; /* "complete", "refcount" (all but cycles and what hangs from them) or "conservative" */
    unsigned promises;    /* gcv_promise values, added */
    int generations;      /* collect(0) to collect(generations - 1) are partial collections; 1 if there are none */

    /* Called once, first. The stack grows from `stack_bottom`. May be null. */
    void (*init)(void *stack_bottom);

    /* An array of `count` roots, scanned from now on in the place of the one before, whose contents need not be kept. Must not collect.
     * Null: the roots are where gcv_roots() says whenever a collection begins. */
    void **(*roots)(size_t count);

    /* Memory for an object, aligned for pointers; it need not be cleared. Null if there is none: the program goes on without it. The kind
     * is a gcv_kind, GCV_PLAIN for those that the collector does not promise. */
    void *(*alloc)(size_t bytes, int kind);

    /* Collects all garbage (generation < 0) or that of a generation and all younger ones, and settles: when it returns, deaths are told. */
    void (*collect)(int generation);

    /* All that follow may be null. */

    /* Asks that gcv_died(serial) is called once the object is dead. Null: gcv_object_died() or gcv_survivors() is called instead. */
    void (*watch)(void *object, gcv_serial serial);

    /* The write barrier: stores into a field, gcv_fields(object)[field] = value. */
    void (*write)(void *object, size_t field, void *value);

    /* The read barrier: returns what is in a field. */
    void *(*read)(void *object, size_t field);

    /* Stores into a root, *root = value; for collectors that count references from roots. */
    void (*assign)(void **root, void *value);

    /* Makes field 0 of a weak object refer to another object, or to nothing (null), in the place of write. Null for collectors that look
     * at gcv_kind_of(object) where they trace. */
    void (*link)(void *weak, void *referent);

    /* From now on, once the object is unreachable, it is kept alive and gcv_finalize(object) is called, once. Null: no finalizers. */
    void (*finalizable)(void *object);

    /* Switches collections that nobody asked for on or off; off while a run does not ask for them. Null: as the collector likes. */
    void (*automatic)(int on);

    /* A slice of a collection, of about so many objects. */
    void (*step)(int budget);
} gcv_collector;

/* A description with what is required; the rest is null, there are no promises, and no generations. */
static inline gcv_collector gcv_collector_of(const char *runtime, const char *reclaims, void (*init)(void *), void **(*roots)(size_t),
                                             void *(*alloc)(size_t, int), void (*collect)(int))
{
    gcv_collector c;
    memset(&c, 0, sizeof c);
    c.runtime = runtime;
    c.reclaims = reclaims;
    c.generations = 1;
    c.init = init;
    c.roots = roots;
    c.alloc = alloc;
    c.collect = collect;
    return c;
}

/* ---- What you may call ---- */

/* Speaks the protocol until stdin ends; returns what main() should. Knows the argument --fault NAME, and leaves all others to you. */
static inline int gcv_main(int argc, char **argv, const gcv_collector *collector);

/* Where the roots are, and how many; for collectors without the function `roots`. */
static inline void **gcv_roots(size_t *count);

/* The object is dead; its memory is still as it was. */
static inline void gcv_object_died(void *object);

/* The object that was watched with this serial is dead. Those of earlier runs are passed over. */
static inline void gcv_died(gcv_serial serial);

/* Looks at every object that has not died yet: `survivor` gives its (new) address, or null if it is dead. */
static inline void gcv_survivors(void *(*survivor)(void *object));

/* The object was found unreachable, once the collection is over: it is kept, by a root, until its finalizer has run. */
static inline void gcv_finalize(void *object);

/* How many fields an object has, where they are, how long it is in all, and of which kind it is. */
static inline size_t gcv_field_count(const void *object);
static inline void **gcv_fields(void *object);
static inline size_t gcv_bytes(const void *object);
static inline int gcv_kind_of(const void *object);

/* ---- The rest is how it works ---- */

#if defined(__GNUC__) || defined(__clang__)
#define GCV_NOINLINE __attribute__((noinline, unused))
#else
#define GCV_NOINLINE
#endif

enum { GCV_NEW = 1, GCV_ASSIGN, GCV_LOAD, GCV_STORE, GCV_STORE_RAW, GCV_MOVE, GCV_BLIT, GCV_CALL, GCV_RETURN, GCV_MAKE_WEAK, GCV_DEREF,
       GCV_MAKE_EPHEMERON, GCV_COLLECT, GCV_WALK, GCV_AUTOMATIC, GCV_STEP, GCV_RUN_FINALIZERS };
enum { GCV_OPERATION, GCV_ALLOCATED, GCV_LOADED, GCV_RELEASED, GCV_COLLECTED, GCV_WALKED, GCV_REFUSED, GCV_CLEARED, GCV_PENDING,
       GCV_BODY_BEGINS, GCV_BODY_ENDS };
enum { GCV_STRIDE = 5, GCV_SECRET_ROOT = 0, GCV_QUEUE = 1 };

struct gcv_object {
    gcv_serial serial;
    uint32_t check;  /* of what never changes: tells an object from what was left of one */
    uint32_t seen;   /* the last walk that met it */
    uint32_t fields;
    uint32_t raw_words;
    uint32_t kind;
    uint32_t body;   /* 1 + which finalizer; 0 for an empty one */
    uint32_t refers; /* whether a weak reference or an ephemeron refers to something, as far as was told */
};

/* The operations of the program or of a finalizer that runs in it, and where its slots are. */
typedef struct gcv_frame {
    const int32_t *operations;
    size_t count, at, base;
    int resumed; /* the operation at `at` has begun already */
} gcv_frame;

static struct {
    gcv_collector c;
    const char *fault;
    void **roots;        /* one for the fault `leak`, the queue of pending finalizers, then the slots of one frame after the other */
    size_t root_count, queue_size, queue_begin, queue_told, queue_end;
    size_t finalizables; /* allocated in this run: the queue has room for all */
    size_t size, globals; /* slots of a frame; the globals are the first but slot 0 */
    gcv_frame *frames;
    size_t depth, frame_capacity;
    gcv_serial before;   /* the serial of the last object of the run before */
    uint32_t allocated, walks;
    uintptr_t *places;   /* complements of addresses, by number; 0 for the dead */
    uint32_t *living, *weaks; /* numbers, ascending: of what gcv_survivors looks at, and of weak references and ephemerons */
    size_t place_capacity, living_count, living_capacity, weak_count, weak_capacity;
    int64_t *log;
    size_t log_count, log_capacity;
    int muted, more;
    int news;            /* something has died or is pending, and weak references may have been cleared */
    int32_t *numbers;    /* the operations of a request and its finalizers */
    size_t number_count, number_capacity;
    size_t *bodies;      /* where in `numbers` each finalizer begins; one more for the end */
    size_t body_count, body_capacity;
    void **found;
    size_t found_capacity;
    char *hello;
    size_t hello_length, hello_capacity;
    int loaded;          /* a library in the process that asks: there is nobody to speak the protocol to */
} gcv;

static inline void *gcv_grow(void *array, size_t *capacity, size_t needed, size_t element)
{
    if (needed <= *capacity)
        return array;
    *capacity = needed < 64 ? 128 : 2 * needed;
    array = realloc(array, *capacity * element);
    if (array == NULL) {
        fputs("gcverify.h: out of memory for the log\n", stderr);
        exit(1);
    }
    return array;
}

static inline void gcv_tell(int64_t number)
{
    if (gcv.log_count == gcv.log_capacity)
        gcv.log = (int64_t *)gcv_grow(gcv.log, &gcv.log_capacity, gcv.log_count + 1, sizeof *gcv.log);
    gcv.log[gcv.log_count] = number;
    gcv.log_count += !gcv.muted;
}

static inline void gcv_tell_of(int event, int64_t number)
{
    gcv_tell(event);
    gcv_tell(number);
}

/* ---- Objects ---- */

static inline size_t gcv_field_count(const void *object) { return ((const struct gcv_object *)object)->fields; }

static inline void **gcv_fields(void *object) { return (void **)((struct gcv_object *)object + 1); }

static inline size_t gcv_bytes_of(size_t fields, size_t raw_words)
{
    return sizeof(struct gcv_object) + fields * sizeof(void *) + raw_words * sizeof(int64_t);
}

static inline size_t gcv_bytes(const void *object)
{
    return gcv_bytes_of(gcv_field_count(object), ((const struct gcv_object *)object)->raw_words);
}

/* Raw words need not be aligned where pointers are shorter. */
static inline char *gcv_raw_word(void *object, size_t index)
{
    return (char *)(gcv_fields(object) + gcv_field_count(object)) + index * sizeof(int64_t);
}

static inline uint32_t gcv_check(const struct gcv_object *o)
{
    return ((uint32_t)o->serial * 0x9E3779B1u ^ o->fields * 0x85EBCA77u ^ o->raw_words * 0xC2B2AE3Du ^ (o->kind << 16 | o->body)) + 1;
}

/* Whether this is an object of this run: 0 null, -1 no object, else its number. */
static inline int64_t gcv_number(const void *object)
{
    const struct gcv_object *o = (const struct gcv_object *)object;
    if (o == NULL)
        return 0;
    if ((uintptr_t)o % sizeof(void *) != 0 || o->check != gcv_check(o) || o->serial <= gcv.before || o->serial - gcv.before > gcv.allocated)
        return -1;
    return (int64_t)(o->serial - gcv.before);
}

static inline void *gcv_read(void *object, size_t field)
{
    return gcv.c.read != NULL ? gcv.c.read(object, field) : gcv_fields(object)[field];
}

/* An object of a kind that the collector does not have is a plain one to it. */
static inline int gcv_promised_kind(int kind)
{
    if ((kind == GCV_WEAK && !(gcv.c.promises & GCV_WEAK_REFERENCES)) || (kind == GCV_EPHEMERON && !(gcv.c.promises & GCV_EPHEMERONS)) ||
        (kind == GCV_FINALIZABLE && gcv.c.finalizable == NULL))
        return GCV_PLAIN;
    return kind;
}

static inline int gcv_kind_of(const void *object) { return gcv_promised_kind((int)((const struct gcv_object *)object)->kind); }

static inline int gcv_is_clearable(const struct gcv_object *o)
{
    int kind = gcv_kind_of(o);
    return kind == GCV_WEAK || kind == GCV_EPHEMERON;
}

/* Tells that a weak reference or ephemeron has been cleared since somebody looked last. */
static inline void gcv_tell_if_cleared(void *object)
{
    struct gcv_object *o = (struct gcv_object *)object;
    if (o->refers && gcv_read(object, 0) == NULL) {
        o->refers = 0;
        gcv_tell_of(GCV_CLEARED, (int64_t)(o->serial - gcv.before));
    }
}

static inline void *gcv_load(void *object, size_t field)
{
    void *value;
    gcv_tell_if_cleared(object);
    value = gcv_read(object, field);
    gcv_tell_of(GCV_LOADED, gcv_number(value));
    return value;
}

static inline void gcv_store(void *object, size_t field, void *value)
{
    struct gcv_object *o = (struct gcv_object *)object;
    if (gcv_is_clearable(o))
        gcv_tell_if_cleared(object);
    if (gcv_kind_of(o) == GCV_WEAK && field == 0 && gcv.c.link != NULL)
        gcv.c.link(object, value);
    else if (gcv.c.write != NULL)
        gcv.c.write(object, field, value);
    else
        gcv_fields(object)[field] = value;
    if (gcv_is_clearable(o) && field == 0)
        o->refers = value != NULL;
}

/* ---- Roots ---- */

static inline void **gcv_roots(size_t *count)
{
    *count = gcv.root_count;
    return gcv.roots;
}

/* What a slot of the frame that runs refers to; null too if that is no object. */
static inline void *gcv_object_at(size_t slot)
{
    void *object = gcv.roots[gcv.frames[gcv.depth - 1].base + slot];
    return gcv_number(object) > 0 ? object : NULL;
}

static inline void gcv_set_root(size_t index, void *value)
{
    if (gcv.c.assign != NULL)
        gcv.c.assign(&gcv.roots[index], value);
    else
        gcv.roots[index] = value;
}

static inline void gcv_set(size_t slot, void *value)
{
    if (slot != 0)
        gcv_set_root(gcv.frames[gcv.depth - 1].base + slot, value);
}

static inline void gcv_set_to(size_t slot, size_t source)
{
    gcv_set(slot, gcv.roots[gcv.frames[gcv.depth - 1].base + source]);
}

/* Makes room for so many roots, the queue enlarged by `queued` roots: what comes after it moves. */
static inline void gcv_reserve_roots(size_t count, size_t queued)
{
    size_t old = gcv.root_count, kept = GCV_QUEUE + gcv.queue_size, i;
    void **copy;
    count += queued;
    if (count <= old && queued == 0)
        return;
    count = count < 2 * old ? 2 * old : count;
    copy = (void **)calloc(count, sizeof *copy);
    if (copy == NULL)
        exit(1);
    if (old > 0) {
        memcpy(copy, gcv.roots, kept * sizeof *copy);
        memcpy(copy + kept + queued, gcv.roots + kept, (old - kept) * sizeof *copy);
    }
    gcv.roots = gcv.c.roots != NULL ? gcv.c.roots(count) : (void **)realloc(gcv.roots, count * sizeof *copy);
    if (gcv.roots == NULL)
        exit(1);
    memcpy(gcv.roots, copy, count * sizeof *copy);
    memset(copy, 0, count * sizeof *copy);
    free(copy);
    gcv.root_count = count;
    gcv.queue_size += queued;
    for (i = 0; i < gcv.depth; i++)
        gcv.frames[i].base += queued;
}

static inline void gcv_push_frame(const int32_t *operations, size_t count)
{
    gcv_frame *frame;
    size_t base = gcv.depth == 0 ? GCV_QUEUE + gcv.queue_size : gcv.frames[gcv.depth - 1].base + gcv.size;
    gcv.frames = (gcv_frame *)gcv_grow(gcv.frames, &gcv.frame_capacity, gcv.depth + 1, sizeof *gcv.frames);
    gcv_reserve_roots(base + gcv.size, 0);
    frame = &gcv.frames[gcv.depth++];
    frame->operations = operations;
    frame->count = count;
    frame->at = 0;
    frame->base = base;
    frame->resumed = 0;
}

static inline void gcv_move_globals(size_t from, size_t to)
{
    size_t i;
    for (i = 1; i <= gcv.globals; i++) {
        gcv_set_root(to + i, gcv.roots[from + i]);
        gcv_set_root(from + i, NULL);
    }
}

/* ---- Births and deaths ---- */

static inline void gcv_place(uint32_t number, void *object)
{
    gcv.places = (uintptr_t *)gcv_grow(gcv.places, &gcv.place_capacity, (size_t)number + 1, sizeof *gcv.places);
    gcv.places[number] = ~(uintptr_t)object;
    if (gcv.c.watch == NULL) {
        gcv.living = (uint32_t *)gcv_grow(gcv.living, &gcv.living_capacity, gcv.living_count + 1, sizeof *gcv.living);
        gcv.living[gcv.living_count++] = number;
    }
    if (gcv_is_clearable((struct gcv_object *)object)) {
        gcv.weaks = (uint32_t *)gcv_grow(gcv.weaks, &gcv.weak_capacity, gcv.weak_count + 1, sizeof *gcv.weaks);
        gcv.weaks[gcv.weak_count++] = number;
    }
}

/* Tells which of the live weak references and ephemerons have been cleared. */
static inline void gcv_tell_cleared(void)
{
    size_t i, kept = 0;
    for (i = 0; i < gcv.weak_count; i++) {
        uint32_t number = gcv.weaks[i];
        if (gcv.places[number] != 0) {
            gcv.weaks[kept++] = number;
            gcv_tell_if_cleared((void *)~gcv.places[number]);
        }
    }
    gcv.weak_count = kept;
}

/* Tells what a collection has done beyond deaths, if there was one. */
static inline void gcv_tell_news(void)
{
    if (!gcv.news)
        return;
    gcv.news = 0;
    gcv_tell_cleared();
    for (; gcv.queue_told < gcv.queue_end; gcv.queue_told++)
        gcv_tell_of(GCV_PENDING, gcv_number(gcv.roots[GCV_QUEUE + gcv.queue_told]));
}

/* A new object with null fields, or null. */
static inline void *gcv_allocate(size_t fields, size_t raw_words, uint32_t kind)
{
    struct gcv_object *o;
    uint32_t number;
    size_t i;
    int finalizable = gcv_promised_kind((int)(kind & 15)) == GCV_FINALIZABLE;
    if (finalizable && gcv.finalizables++ == gcv.queue_size)
        gcv_reserve_roots(gcv.root_count, gcv.queue_size + 16);
    o = (struct gcv_object *)gcv.c.alloc(gcv_bytes_of(fields, raw_words), gcv_promised_kind((int)(kind & 15)));
    gcv_tell_news();
    if (o == NULL) {
        gcv_tell(GCV_REFUSED);
        return NULL;
    }
    number = ++gcv.allocated;
    memset(o, 0, gcv_bytes_of(fields, 0));
    o->serial = gcv.before + number;
    o->fields = (uint32_t)fields;
    o->raw_words = (uint32_t)raw_words;
    o->kind = kind & 15;
    o->body = kind >> 12;
    o->check = gcv_check(o);
    for (i = 0; i < raw_words; i++) {
        int64_t word = 1 + (int64_t)((number * 0x9E3779B1u + (uint32_t)i * 0x85EBCA77u) >> 20);
        memcpy(gcv_raw_word(o, i), &word, sizeof word);
    }
    gcv_tell_of(GCV_ALLOCATED, number);
    gcv_place(number, o);
    if (gcv.c.watch != NULL)
        gcv.c.watch(o, o->serial);
    if (finalizable)
        gcv.c.finalizable(o);
    if (number == 2 && strcmp(gcv.fault, "leak") == 0)
        gcv_set_root(GCV_SECRET_ROOT, o);
    return o;
}

static inline void gcv_died(gcv_serial serial)
{
    if (serial <= gcv.before || serial - gcv.before > gcv.allocated)
        return;
    gcv.places[serial - gcv.before] = 0;
    gcv_tell_of(GCV_RELEASED, (int64_t)(serial - gcv.before));
    gcv.news = 1;
}

static inline void gcv_object_died(void *object) { gcv_died(((struct gcv_object *)object)->serial); }

static inline void gcv_survivors(void *(*survivor)(void *object))
{
    size_t i, kept = 0;
    for (i = 0; i < gcv.living_count; i++) {
        uint32_t number = gcv.living[i];
        void *object = survivor((void *)~gcv.places[number]);
        if (object == NULL) {
            gcv_died(gcv.before + number);
        } else {
            gcv.places[number] = ~(uintptr_t)object;
            gcv.living[kept++] = number;
        }
    }
    gcv.living_count = kept;
}

/* Those of one collection are queued in ascending order, as the order in which a collector finds them means nothing. */
static inline void gcv_finalize(void *object)
{
    size_t at = gcv.queue_end;
    if (gcv_number(object) <= 0 || at == gcv.queue_size)
        return;
    for (gcv.queue_end++; at > gcv.queue_told && gcv_number(gcv.roots[GCV_QUEUE + at - 1]) > gcv_number(object); at--)
        gcv_set_root(GCV_QUEUE + at, gcv.roots[GCV_QUEUE + at - 1]);
    gcv_set_root(GCV_QUEUE + at, object);
    gcv.news = 1;
}

/* Gives the oldest pending finalizer a frame of its own; 0 if there is none. */
static inline int gcv_begin_body(void)
{
    size_t from = gcv.frames[gcv.depth - 1].base, body, queued = GCV_QUEUE + gcv.queue_begin;
    if (gcv.queue_begin == gcv.queue_end)
        return 0;
    body = ((struct gcv_object *)gcv.roots[queued])->body;
    gcv_tell_of(GCV_BODY_BEGINS, gcv_number(gcv.roots[queued]));
    if (body == 0 || body > gcv.body_count)
        gcv_push_frame(gcv.numbers, 0);
    else
        gcv_push_frame(gcv.numbers + gcv.bodies[body - 1], (gcv.bodies[body] - gcv.bodies[body - 1]) / GCV_STRIDE);
    gcv_move_globals(from, from + gcv.size);
    gcv_set(gcv.globals + 1, gcv.roots[queued]);
    gcv_set_root(queued, NULL);
    gcv.queue_begin++;
    return 1;
}

static inline void gcv_clear_slots(size_t first, size_t count)
{
    size_t i;
    for (i = 0; i < count; i++)
        gcv_set(first + i, NULL);
}

static inline void gcv_end_body(void)
{
    size_t base = gcv.frames[gcv.depth - 1].base;
    gcv_move_globals(base, base - gcv.size);
    gcv_clear_slots(1, gcv.size - 1);
    gcv.depth--;
    gcv_tell(GCV_BODY_ENDS);
}

/* ---- Operations ---- */

/* The roots, then each object that they reach, once, in the order of discovery. */
static inline void gcv_discover(void *value, size_t *count)
{
    if (gcv_number(value) > 0 && ((struct gcv_object *)value)->seen != gcv.walks) {
        ((struct gcv_object *)value)->seen = gcv.walks;
        gcv.found = (void **)gcv_grow(gcv.found, &gcv.found_capacity, *count + 1, sizeof *gcv.found);
        gcv.found[(*count)++] = value;
    }
}

static inline void gcv_tell_object(void *object, size_t *found)
{
    size_t i, fields = gcv_field_count(object), raw_words = ((struct gcv_object *)object)->raw_words;
    gcv_tell(gcv_number(object));
    gcv_tell(((struct gcv_object *)object)->kind);
    gcv_tell((int64_t)fields);
    gcv_tell((int64_t)raw_words);
    gcv_tell(1);
    for (i = 0; i < fields; i++) {
        void *value = gcv_read(object, i);
        gcv_tell(gcv_number(value));
        gcv_discover(value, found);
    }
    for (i = 0; i < raw_words; i++) {
        int64_t word;
        memcpy(&word, gcv_raw_word(object, i), sizeof word);
        gcv_tell(word);
    }
}

static inline void gcv_walk(size_t top)
{
    size_t i, at, found = 0, base = gcv.frames[gcv.depth - 1].base;
    gcv.walks++;
    gcv_tell_cleared();
    gcv_tell_of(GCV_WALKED, (int64_t)top - 1);
    for (i = 1; i < top; i++) {
        gcv_tell(gcv_number(gcv.roots[base + i]));
        gcv_discover(gcv.roots[base + i], &found);
    }
    at = gcv.log_count;
    gcv_tell(0);
    for (i = 0; i < found; i++)
        gcv_tell_object(gcv.found[i], &found);
    gcv.log[at] = (int64_t)found;
    if (found > 0)
        memset(gcv.found, 0, found * sizeof *gcv.found);
}

static inline void gcv_move(size_t a, size_t b, size_t c, size_t d)
{
    void *x = gcv_object_at(a), *y = gcv_object_at(c);
    if (x == NULL || y == NULL || gcv_field_count(x) == 0 || gcv_field_count(y) == 0)
        return;
    gcv_store(y, d % gcv_field_count(y), gcv_load(x, b % gcv_field_count(x)));
    gcv_store(x, b % gcv_field_count(x), NULL);
}

static inline void gcv_blit(size_t a, size_t b, size_t c, size_t d)
{
    void *x = gcv_object_at(a), *y = gcv_object_at(c);
    size_t i, count = d >> 16;
    if (x == NULL || y == NULL || gcv_field_count(x) == 0 || gcv_field_count(y) == 0)
        return;
    b %= gcv_field_count(x);
    d = (d & 0xFFFF) % gcv_field_count(y);
    for (i = 0; i < count && b + i < gcv_field_count(x) && d + i < gcv_field_count(y); i++)
        gcv_store(y, d + i, gcv_load(x, b + i));
}

/* A weak reference, or with a value an ephemeron; what it refers to may move while it is allocated. */
static inline void gcv_make_clearable(size_t target, size_t referent, size_t value, uint32_t kind)
{
    void *object;
    if (gcv_object_at(referent) == NULL)
        return;
    object = gcv_allocate(kind == GCV_WEAK ? 1 : 2, 0, kind);
    if (object != NULL) {
        gcv_store(object, 0, gcv_object_at(referent));
        if (kind == GCV_EPHEMERON)
            gcv_store(object, 1, gcv_object_at(value));
    }
    gcv_set(target, object);
}

static inline void gcv_deref(size_t target, size_t source)
{
    struct gcv_object *x = (struct gcv_object *)gcv_object_at(source);
    uint32_t kind = x == NULL ? (uint32_t)GCV_PLAIN : x->kind;
    if (kind == GCV_WEAK || kind == GCV_EPHEMERON)
        gcv_set(target, gcv_load(x, kind == GCV_WEAK ? 0 : 1));
}

static inline void gcv_store_raw(size_t holder, size_t index, int32_t high, int32_t low)
{
    struct gcv_object *x = (struct gcv_object *)gcv_object_at(holder);
    uint64_t word = (uint64_t)(uint32_t)high << 32 | (uint32_t)low;
    if (x != NULL && x->raw_words > 0)
        memcpy(gcv_raw_word(x, index % x->raw_words), &word, sizeof word);
}

static inline void gcv_call(size_t frame, const int32_t *arguments)
{
    size_t i;
    for (i = 0; i < 3; i++)
        if (arguments[i] != 0)
            gcv_set_to(frame + i, (size_t)arguments[i]);
}

/* Executes an operation; 0 if it is one that must not be executed from here. */
static inline int gcv_execute(const int32_t *o)
{
    size_t a = (size_t)o[1], b = (size_t)o[2], c = (size_t)o[3];
    void *x;
    switch (o[0]) {
    case GCV_NEW:
        gcv_set(a, gcv_allocate(b, c, (uint32_t)o[4]));
        return 1;
    case GCV_ASSIGN:
        gcv_set_to(a, b);
        return 1;
    case GCV_LOAD:
        x = gcv_object_at(b);
        if (x != NULL && gcv_field_count(x) > 0)
            gcv_set(a, gcv_load(x, c % gcv_field_count(x)));
        return 1;
    case GCV_STORE:
        x = gcv_object_at(a);
        if (x != NULL && gcv_field_count(x) > 0)
            gcv_store(x, b % gcv_field_count(x), gcv_object_at(c));
        return 1;
    case GCV_STORE_RAW: gcv_store_raw(a, b, o[3], o[4]); return 1;
    case GCV_MOVE: gcv_move(a, b, c, (size_t)o[4]); return 1;
    case GCV_BLIT: gcv_blit(a, b, c, (size_t)o[4]); return 1;
    case GCV_CALL: gcv_call(a, o + 2); return 1;
    case GCV_RETURN:
        gcv_set_to(a, b);
        gcv_clear_slots(c, (size_t)o[4]);
        return 1;
    case GCV_MAKE_WEAK: gcv_make_clearable(a, b, 0, GCV_WEAK); return 1;
    case GCV_DEREF: gcv_deref(a, b); return 1;
    case GCV_MAKE_EPHEMERON: gcv_make_clearable(a, b, c, GCV_EPHEMERON); return 1;
    case GCV_WALK: gcv_walk(a); return 1;
    case GCV_AUTOMATIC: gcv.c.automatic(o[1]); return 1;
    default: return 0;
    }
}

/* Executes operations up to one that collects or runs finalizers, or the end. References stay in this frame of the stack. */
static GCV_NOINLINE void gcv_interpret(void)
{
    for (;;) {
        gcv_frame *frame = &gcv.frames[gcv.depth - 1];
        if (frame->at == frame->count)
            return;
        if (!frame->resumed)
            gcv_tell(GCV_OPERATION);
        if (frame->resumed || !gcv_execute(frame->operations + frame->at * GCV_STRIDE))
            return;
        frame->at++;
    }
}

/* Overwrites the stack that operations have used, where conservative collectors would find what they left. Before each collection: in
 * small programs this is most of what the process does, unless it is done in large steps. */
static GCV_NOINLINE void gcv_scrub(void)
{
#if defined(__GNUC__) || defined(__clang__)
    char dead[1 << 16];
    memset(dead, 0, sizeof dead);
    __asm__ volatile("" : : "r"(dead) : "memory"); /* or it would be left out, as nobody reads it */
#else
    volatile uintptr_t dead[(1 << 16) / sizeof(uintptr_t)];
    size_t i;
    for (i = 0; i < sizeof dead / sizeof *dead; i++)
        dead[i] = 0;
#endif
}

static inline void gcv_break(void)
{
    size_t i;
    int64_t live = 0;
    if (strcmp(gcv.fault, "crash") == 0) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
    while (strcmp(gcv.fault, "hang") == 0) {
    }
    for (i = 1; i < gcv.size && strcmp(gcv.fault, "early") == 0; i++) {
        int64_t number = gcv_number(gcv.roots[gcv.frames[gcv.depth - 1].base + i]);
        live = number > 0 && (live == 0 || number < live) ? number : live;
    }
    if (live != 0)
        gcv_tell_of(GCV_RELEASED, live);
}

/* Executes the operation at which the interpreter came back; 0 if it goes on with a finalizer instead. */
static inline int gcv_execute_outside(const int32_t *o)
{
    if (o[0] == GCV_RUN_FINALIZERS)
        return !gcv_begin_body();
    if (o[0] == GCV_STEP) {
        gcv.c.step(o[1]);
        gcv_tell_news();
        return 1;
    }
    gcv_break();
    gcv.c.collect(o[1]);
    gcv.news = 1;
    gcv_tell_news();
    gcv_tell(GCV_COLLECTED);
    return 1;
}

static inline void gcv_run_all(void)
{
    for (;;) {
        gcv_frame *frame;
        int executed;
        gcv_interpret();
        gcv_scrub();
        frame = &gcv.frames[gcv.depth - 1];
        if (frame->at < frame->count) {
            size_t depth = gcv.depth;
            frame->resumed = 1;
            executed = gcv_execute_outside(frame->operations + frame->at * GCV_STRIDE);
            frame = &gcv.frames[depth - 1];
            frame->resumed = !executed;
            frame->at += (size_t)executed;
        } else if (gcv.depth > 1) {
            gcv_end_body();
        } else {
            return;
        }
    }
}

/* Forgets the run before. What is left of it is collected now, so that a run is the same whatever went before. */
static inline void gcv_start_afresh(void)
{
    size_t i;
    for (i = 0; i < gcv.root_count; i++)
        gcv_set_root(i, NULL);
    gcv.before += gcv.allocated;
    gcv.allocated = 0;
    gcv.living_count = gcv.weak_count = 0;
    gcv.depth = gcv.queue_begin = gcv.queue_told = gcv.queue_end = gcv.finalizables = 0;
    gcv_push_frame(NULL, 0);
    if (gcv.c.automatic != NULL)
        gcv.c.automatic(0);
    gcv.muted = 1;
    gcv_scrub();
    gcv.c.collect(-1);
    gcv.muted = gcv.news = 0;
}

/* ---- Messages ---- */

/* Which operands are slots, as bits; 0 for an unknown operation. */
static inline int gcv_slots_of(int32_t code)
{
    static const unsigned char slots[] = { 0, 17, 19, 19, 21, 17, 21, 21, 30, 19, 19, 19, 23, 16, 16, 16, 16, 16 };
    if (code < 1 || code > GCV_RUN_FINALIZERS || (code == GCV_AUTOMATIC && gcv.c.automatic == NULL) ||
        (code == GCV_STEP && gcv.c.step == NULL) || (code == GCV_RUN_FINALIZERS && gcv.c.finalizable == NULL))
        return 0;
    return slots[code];
}

/* Whether an operation names slots that there are; operations that go over several slots begin at the first and end before the last. */
static inline int gcv_is_sound(const int32_t *o, size_t slots)
{
    size_t i, size = slots, last = 0;
    for (i = 0; i < 4; i++)
        if ((gcv_slots_of(o[0]) >> i & 1) && (size_t)(uint32_t)o[i + 1] >= size)
            return 0;
    for (i = 0; i < 3; i++)
        last = o[i + 2] != 0 ? i : last;
    switch (o[0]) {
    case GCV_NEW: return o[2] >= 0 && o[2] < 1 << 15 && o[3] >= 0 && o[3] < 1 << 16;
    case GCV_CALL: return (uint32_t)o[1] + last < size || (o[2] | o[3] | o[4]) == 0;
    case GCV_RETURN: return (uint64_t)(uint32_t)o[3] + (uint32_t)o[4] <= size;
    case GCV_WALK: return o[1] >= 1 && (size_t)o[1] <= size;
    case GCV_LOAD: return o[3] >= 0;
    case GCV_STORE: case GCV_STORE_RAW: return o[2] >= 0;
    case GCV_MOVE: case GCV_BLIT: return o[2] >= 0 && o[4] >= 0;
    default: return 1;
    }
}

/* Appends the integers of the array that begins after `text`; returns what follows it, or null. */
static inline const char *gcv_parse_array(const char *text)
{
    while (*text != ']') {
        int64_t number = 0;
        int negative = *text == '-';
        text += negative;
        if (*text < '0' || *text > '9')
            return NULL;
        while (*text >= '0' && *text <= '9' && number < (int64_t)1 << 40)
            number = number * 10 + (*text++ - '0');
        number = negative ? -number : number;
        if ((*text != ',' && *text != ']') || number < INT32_MIN || number > INT32_MAX)
            return NULL;
        text += *text == ',';
        gcv.numbers = (int32_t *)gcv_grow(gcv.numbers, &gcv.number_capacity, gcv.number_count + 1, sizeof *gcv.numbers);
        gcv.numbers[gcv.number_count++] = (int32_t)number;
    }
    return text + 1;
}

static inline void gcv_note_body(void)
{
    gcv.bodies = (size_t *)gcv_grow(gcv.bodies, &gcv.body_capacity, gcv.body_count + 2, sizeof *gcv.bodies);
    gcv.bodies[gcv.body_count] = gcv.number_count;
}

/* What is after `name`, which ends in a colon, or null. */
static inline const char *gcv_after(const char *line, const char *name)
{
    const char *at = strstr(line, name);
    return at == NULL ? NULL : at + strlen(name);
}

static inline long gcv_integer(const char *line, const char *name)
{
    const char *at = gcv_after(line, name);
    return at == NULL ? 0 : strtol(at, NULL, 10);
}

/* Reads the finalizers and the operations of a request, the latter last; returns where they begin in `numbers`, or -1. */
static inline long gcv_parse(const char *line)
{
    const char *text = gcv_after(line, "\"bodies\":[");
    size_t start;
    gcv.number_count = gcv.body_count = 0;
    gcv_note_body();
    while (text != NULL && *text == '[') {
        text = gcv_parse_array(text + 1);
        if (text == NULL)
            return -1;
        gcv.body_count++;
        gcv_note_body();
        text += *text == ',';
    }
    start = gcv.number_count;
    text = gcv_after(line, "\"ops\":[");
    if (text == NULL || gcv_parse_array(text) == NULL || gcv.number_count % GCV_STRIDE != 0 || start % GCV_STRIDE != 0)
        return -1;
    return (long)start;
}

static inline void gcv_refuse(long id, const char *code, const char *text)
{
    printf("{\"type\":\"error\",\"id\":%ld,\"code\":\"%s\",\"text\":\"%s\"}\n", id, code, text);
}

/* Numbers are written by hand: they are most of what this process does. */
static inline void gcv_write_log(void)
{
    char buffer[1 << 13];
    size_t used = 0, i;
    for (i = 0; i < gcv.log_count; i++) {
        char digits[24];
        int length = 0;
        uint64_t rest = gcv.log[i] < 0 ? 0 - (uint64_t)gcv.log[i] : (uint64_t)gcv.log[i];
        do
            digits[length++] = (char)('0' + rest % 10);
        while ((rest /= 10) != 0);
        if (gcv.log[i] < 0)
            digits[length++] = '-';
        if (i > 0)
            digits[length++] = ',';
        while (length > 0)
            buffer[used++] = digits[--length];
        if (used > sizeof buffer - sizeof digits || i + 1 == gcv.log_count) {
            fwrite(buffer, 1, used, stdout);
            used = 0;
        }
    }
}

/* The first operation in `numbers` that cannot be executed; `number_count` if there is none. */
static inline size_t gcv_first_unsound(size_t slots)
{
    size_t i = 0;
    while (i < gcv.number_count && gcv_slots_of(gcv.numbers[i]) != 0 && gcv_is_sound(gcv.numbers + i, slots))
        i += GCV_STRIDE;
    return i;
}

/* Runs the operations from `start` on; those before belong to finalizers. */
static inline void gcv_run_from(size_t start, size_t slots, int more)
{
    gcv.log_count = 0;
    gcv.size = slots;
    if (!gcv.more)
        gcv_start_afresh();
    gcv_reserve_roots(gcv.frames[0].base + slots, 0);
    gcv.frames[0].operations = gcv.numbers + start;
    gcv.frames[0].count = (gcv.number_count - start) / GCV_STRIDE;
    gcv.frames[0].at = 0;
    gcv_run_all();
    gcv.more = more;
}

/* Finalizers need a slot for their object after the globals, and slot 0 is null. */
static inline size_t gcv_slots_with(size_t globals, size_t slots)
{
    gcv.globals = globals;
    return slots > 0 && slots < globals + 2 ? globals + 2 : slots;
}

static inline int gcv_accept(const char *line, long id, size_t slots)
{
    long start = gcv_parse(line);
    size_t bad;
    char text[64];
    if (start < 0 || slots < 1) {
        gcv_refuse(id, "malformed", "not a request to run operations of five integers each");
        return 0;
    }
    bad = gcv_first_unsound(slots);
    if (bad < gcv.number_count) {
        sprintf(text, "operation %ld, code %ld", ((long)bad - start) / GCV_STRIDE, (long)gcv.numbers[bad]);
        gcv_refuse(id, gcv_slots_of(gcv.numbers[bad]) == 0 ? "unsupported" : "malformed", text);
        return 0;
    }
    gcv_run_from((size_t)start, slots, strstr(line, "\"more\":true") != NULL);
    return 1;
}

static inline void gcv_answer(const char *line)
{
    long id = gcv_integer(line, "\"id\":");
    size_t slots = (size_t)gcv_integer(line, "\"slots\":");
    if (strncmp(line, "{\"type\":\"run\"", 13) != 0) {
        gcv_refuse(id, "malformed", "not a request to run");
        return;
    }
    slots = gcv_slots_with((size_t)gcv_integer(line, "\"globals\":"), slots);
#ifndef _WIN32
    alarm((unsigned)gcv_integer(line, "\"seconds\":")); /* ends the process even if nobody is left who could */
#endif
    if (gcv_accept(line, id, slots)) {
        printf("{\"type\":\"ok\",\"id\":%ld,\"n\":%lu,\"log\":[", id, (unsigned long)gcv.frames[0].count);
        gcv_write_log();
        fputs("]}\n", stdout);
    }
#ifndef _WIN32
    alarm(0);
#endif
}

static inline void gcv_put(const char *text)
{
    size_t length = strlen(text);
    gcv.hello = (char *)gcv_grow(gcv.hello, &gcv.hello_capacity, gcv.hello_length + length + 1, 1);
    memcpy(gcv.hello + gcv.hello_length, text, length + 1);
    gcv.hello_length += length;
}

static inline void gcv_compose_hello(void)
{
    unsigned p = gcv.c.promises;
    char generations[] = ",\"generations\":?";
    gcv_put("{\"type\":\"hello\",\"proto\":1,\"runtime\":\"");
    gcv_put(gcv.c.runtime);
    gcv_put("\",\"class\":\"");
    gcv_put(gcv.c.reclaims);
    gcv_put("\",\"caps\":[\"raw\"");
    gcv_put(p & GCV_RELEASES ? ",\"releases\"" : "");
    gcv_put(p & GCV_IMMEDIATE ? ",\"immediate\"" : "");
    gcv_put(p & GCV_WEAK_REFERENCES ? ",\"weak\"" : "");
    gcv_put(p & GCV_EPHEMERONS ? ",\"ephemeron\"" : "");
    gcv_put(p & GCV_CLEARS_FIRST ? ",\"clears-first\"" : "");
    gcv_put(p & (GCV_WEAK_REFERENCES | GCV_EPHEMERONS) ? ",\"clearings\"" : "");
    gcv_put(gcv.c.finalizable != NULL ? ",\"finalizers\"" : "");
    gcv_put(gcv.c.automatic != NULL ? ",\"auto\"" : "");
    gcv_put(gcv.c.step != NULL ? ",\"step\"" : "");
    gcv_put("]");
    generations[sizeof generations - 2] = (char)('0' + gcv.c.generations);
    gcv_put(gcv.c.generations > 1 ? generations : "");
    gcv_put("}\n");
}

/* The fault on the command line; null if there is no such fault. */
static inline const char *gcv_fault_of(int argc, char **argv)
{
    static const char *const faults[] = { "leak", "early", "crash", "hang" };
    int i;
    size_t f;
    for (i = 1; i < argc; i++)
        if (strcmp(argv[i], "--fault") == 0) {
            for (f = 0; f < sizeof faults / sizeof *faults; f++)
                if (i + 1 < argc && strcmp(argv[i + 1], faults[f]) == 0)
                    return faults[f];
            return NULL;
        }
    return "";
}

static inline int gcv_main(int argc, char **argv, const gcv_collector *collector)
{
    char *line = NULL;
    size_t capacity = 0, length = 0;
    void *stack_bottom = NULL;
    gcv.c = *collector;
    gcv.fault = gcv_fault_of(argc, argv);
    if (gcv.fault == NULL) {
        fputs("--fault must be followed by leak, early, crash or hang\n", stderr);
        return 64;
    }
    if (gcv.c.init != NULL)
        gcv.c.init(&stack_bottom);
    gcv_compose_hello();
    if (gcv.loaded)
        return 0;
    fputs(gcv.hello, stdout);
    fflush(stdout);
    for (;;) {
        line = (char *)gcv_grow(line, &capacity, length + 4096, 1);
        if (fgets(line + length, (int)(capacity - length < 1 << 30 ? capacity - length : 1 << 30), stdin) == NULL)
            return 0;
        length += strlen(line + length);
        if (line[length - 1] != '\n')
            continue;
        if (strncmp(line, "{\"type\":\"bye\"", 13) == 0)
            return 0;
        gcv_answer(line);
        fflush(stdout);
        length = 0;
    }
}

#ifdef GCVERIFY_LIBRARY

/* Starts the collector in the process that has loaded it; returns its hello, or null if there is no such fault. */
GCV_EXPORT const char *gcv_library_open(int argc, char **argv)
{
    gcv.loaded = 1;
    return gcv_library_main(argc, argv) == 0 ? gcv.hello : NULL;
}

/* Runs a request and returns its log, valid until the next call, or null if it cannot be run. The request is: slots; globals; 1 if more
 * of the run follows, else 0; how many finalizers; for each, how many numbers it has; then the numbers of all of them, and of the
 * operations. */
GCV_EXPORT const int64_t *gcv_library_run(const int32_t *request, size_t count, size_t *length)
{
    enum { SLOTS, GLOBALS, MORE, FINALIZERS, SIZES };
    size_t i, slots = gcv_slots_with((size_t)request[GLOBALS], (size_t)request[SLOTS]), first = SIZES + (size_t)request[FINALIZERS];
    gcv.number_count = gcv.body_count = 0;
    for (i = SIZES; i < first; i++) {
        gcv_note_body();
        gcv.body_count++;
        gcv.number_count += (size_t)request[i];
    }
    gcv_note_body();
    i = gcv.number_count;
    gcv.number_count = count - first;
    gcv.numbers = (int32_t *)gcv_grow(gcv.numbers, &gcv.number_capacity, gcv.number_count + 1, sizeof *gcv.numbers);
    memcpy(gcv.numbers, request + first, gcv.number_count * sizeof *gcv.numbers);
    if (gcv_first_unsound(slots) < gcv.number_count)
        return NULL;
    gcv_run_from(i, slots, request[MORE]);
    *length = gcv.log_count;
    return gcv.log;
}

#endif
#endif
