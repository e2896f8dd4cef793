#ifndef PROVINCE_H
#define PROVINCE_H

/* The two letters of a state of the US, or of its capital's district, that is
   called by its English name in any case; NULL if it is none of them. */
const char *province_code(const char *text);

#endif
