/* smallgc: a mark-sweep collector for C, as small as one can be. Stands for yours. */
#ifndef SMALLGC_H
#define SMALLGC_H

#include <stddef.h>

/* Finds the references in an object: calls small_mark for each of them that is not null. */
typedef void (*small_trace)(void *object);

/* Is told that an object is dead, just before its memory is freed. */
typedef void (*small_death)(void *object);

/* Makes an array of references the roots, in the place of the one before. */
void small_roots(void **roots, size_t count);

/* Memory that is freed by small_collect once nothing leads to it; null if there is none. */
void *small_alloc(size_t bytes, small_trace trace);

/* Says that an object is live; only while references are traced. */
void small_mark(void *object);

/* Frees what is garbage, and tells about each object. */
void small_collect(small_death death);

#endif
