#ifndef BIRTHDAY_H
#define BIRTHDAY_H

#include <stdbool.h>

#include "day.h"
#include "value.h"

/* A day of every year, such as a birthday: of the year of birth it may be that
   nothing is told. */
struct birthday {
	int year;		/* 0: not told */
	int month, mday;
};

/* Which day 29 February is in a year that has none. */
enum leap_day { LEAP_DAY_FEB28, LEAP_DAY_MAR1 };

/* Read "1990-05-31" or "--05-31" into a struct birthday; and "feb28" or "mar1"
   into an int.  See value.h. */
value_parser birthday_parse, birthday_parse_leap_day;

/* The same day as this one, the year told. */
struct birthday birthday_of(struct day d);

/* The date on which it falls in that year; false: the calendar hasn't got the
   year. */
bool birthday_in_year(struct birthday b, int year, enum leap_day leap_day,
    struct day *into);

#endif
