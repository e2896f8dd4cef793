#include "language.h"

#include "tap.h"

static const char *
read_one(const char *text)
{
	static char into[LANGUAGE_ROOM];

	return language_read(text, into) ? into : *into == '\0' ? "none" :
	    "half";
}

/* All that it widens to, each behind a comma. */
static const char *
widen(const char *text)
{
	static char all[200];
	char language[LANGUAGE_ROOM];

	snprintf(language, sizeof language, "%s", text);
	snprintf(all, sizeof all, "%s", language);
	while (language_widen(language)) {
		strcat(all, ",");
		strcat(all, language);
	}
	return all;
}

int
main(void)
{
	is(read_one("de"), "de", "a language");
	is(read_one("de-AT"), "de-at", "and a region");
	is(read_one("DE_at"), "de-at", "however it is written");
	is(read_one("zh-Hant-TW"), "zh-hant-tw", "and a script");
	is(read_one("es-419"), "es-419", "a region of digits");
	is(read_one("fil"), "fil", "three letters");
	is(read_one("de_DE_formal"), "de-de-formal", "a variant");
	is(read_one(""), "none", "nothing");
	is(read_one("d"), "none", "a letter");
	is(read_one("german"), "none", "a word");
	is(read_one("de-"), "none", "half a tag");
	is(read_one("de--at"), "none", "a hole");
	is(read_one("-de"), "none", "none before it");
	is(read_one("de at"), "none", "two words");
	is(read_one("419"), "none", "digits alone");
	is(read_one("d\xc3\xa9"), "none", "no ASCII");
	is(read_one("de-abcdefghi"), "none", "too long a part");
	is(read_one("de-abcdefgh-abcdefgh-abcdefgh-abcdefgh"), "none",
	    "too long a tag");
	is(widen("zh-hant-tw"), "zh-hant-tw,zh-hant,zh,", "wider and wider");
	is(widen("de-at-x-foo"), "de-at-x-foo,de-at,de,",
	    "a letter alone goes with what it begins");
	is(widen("de"), "de,", "to any");
	is(widen(""), "", "which is the widest");
	return finish();
}
