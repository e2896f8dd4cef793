#ifndef DAY_H
#define DAY_H

#include <stddef.h>

/* A calendar date of the proleptic Gregorian calendar, years 1 to 9999. */
struct day {
	int number;		/* days since 1970-01-01 */
};

enum { DAY_ROOM = sizeof "9999-12-31" };

/* Read "YYYY-MM-DD" into a struct day.  See value.h for the contract. */
const char *day_parse(const char *text, void *into);

/* Write it so, and return its length. */
size_t day_print(struct day d, char text[DAY_ROOM]);

/* The date so numbered, if there is such a date: else false. */
int day_make(int year, int month, int mday, struct day *into);

/* Its year, month (1 to 12) and day of the month. */
void day_split(struct day d, int *year, int *month, int *mday);

/* Days from one date to another; negative if "to" comes first. */
int day_between(struct day from, struct day to);

/* Calendar months later (or earlier); 31 January and one is 28 February. */
struct day day_plus_months(struct day d, int months);

/* 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
int day_of_week(struct day d);

#endif
