#include "utf8.h"

#include "tap.h"

static int
valid(const char *bytes)
{
	return utf8_is_valid(bytes, strlen(bytes));
}

int
main(void)
{
	char long_text[64];

	is(valid("") ? "valid" : "not", "valid", "no bytes");
	ok(valid("plain"), "ASCII");
	ok(valid("\xc2\x80 \xdf\xbf"), "two bytes, first and last");
	ok(valid("\xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"),
	    "three bytes, round the surrogates");
	ok(valid("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf"), "four, first and last");
	ok(!valid("\xc0\xaf") && !valid("\xc1\xbf") && !valid("\xe0\x9f\xbf") &&
	    !valid("\xf0\x8f\xbf\xbf"), "overlong forms");
	ok(!valid("\xed\xa0\x80") && !valid("\xed\xbf\xbf"), "surrogates");
	ok(!valid("\xf4\x90\x80\x80") && !valid("\xf5\x80\x80\x80") &&
	    !valid("\xff"), "beyond U+10FFFF");
	ok(!valid("\x80") && !valid("a\xbf"), "a continuation alone");
	ok(!valid("\xc3") && !valid("\xe2\x82") && !valid("\xf0\x9f\x98"),
	    "cut short");
	ok(!valid("\xc3(") && !valid("\xe2(\x82") && !valid("\xf0\x9f(\x98"),
	    "no continuation");
	for (size_t i = 0; i < 40; i++) {
		memset(long_text, 'a', sizeof long_text);
		long_text[i] = '\xe9';
		if (utf8_is_valid(long_text, 40)) {
			ok(0, "a bad byte anywhere in a long text");
			return finish();
		}
	}
	ok(1, "a bad byte anywhere in a long text");
	ok(utf8_is_valid(long_text, 39), "and none before it");
	ok(utf8_is_valid("a\0b", 3), "NUL is a byte like others here");
	return finish();
}
