#include <zlib.h>

/* Has the processor fetch what lies at `place`, which will soon be read and written; changes nothing, wherever it
   points. Swift has no word for it. */
static inline void salur_prefetch(const void *place) { __builtin_prefetch(place, 1); }
