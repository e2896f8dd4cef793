#ifndef MEMORY_H
#define MEMORY_H

/*
 * From here on, jansson has the memory that it asks for or the program ends:
 * where it has none it may go on with a text that lacks a letter.
 */
void memory_guard(void);

#endif
