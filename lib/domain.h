#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The domain of an e-mail address: as the DNS has it, in A-labels such as
 * xn--mnchen-3ya, or as its owner writes it, in letters (UTS #46, not
 * transitional).
 */

/* Turn an address's domain into A-labels where it stands; false: it isn't a
   domain, or doesn't fit. */
bool domain_to_dns(char *address, size_t room);

/* The address with its domain in letters; false: there are A-labels in none of
   it, or it doesn't fit. */
bool domain_in_letters(const char *address, char *into, size_t room);

#endif
