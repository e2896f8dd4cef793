#ifndef COUNTRY_H
#define COUNTRY_H

/* ISO 3166 alpha-2 of an alpha-2 or alpha-3 code or of an English name in
 * use ("United Kingdom", "USA", "EIRE"); NULL if it is none of them. */
const char *country_code(const char *text);

#endif
