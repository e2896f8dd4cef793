#ifndef DIALLING_H
#define DIALLING_H

/* How the telephones of a country are numbered. */
struct dialling {
	char country[3];	/* ISO 3166 alpha-2 */
	unsigned short code;	/* calling code: 44 */
	const char *trunk;	/* dialled at home before a number, mostly "0";
				   "+0": a 0 in front is part of the number */
	unsigned char least, most;	/* digits that follow the code */
};

/* By alpha-2 code in upper case; NULL if there is none. */
const struct dialling *dialling_of(const char *country);

/* By the calling code that digits begin with, or NULL; where countries share
 * one, the first of them. */
const struct dialling *dialling_by_code(const char *digits);

#endif
