#ifndef PAGE_H
#define PAGE_H

/*
 * Large pages of memory, for what grows by them.  Until a page is written to for
 * the first time it isn't there, and to fetch it takes a while: a second thread
 * has one ready while the last one is filled.
 */
enum { PAGE_BYTES = 1 << 21 };

/* So many bytes, the caller's to free.  Any thread may ask. */
void *page_new(void);

#endif
