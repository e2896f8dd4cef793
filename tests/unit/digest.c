#include "digest.h"

#include "tap.h"

int
main(void)
{
	static const char *const none[] = { NULL };
	static const char *const two[] = { "a", "b", NULL };
	static const char abc[] = "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad";
	char hex[DIGEST_ROOM], upper[] = "BA7816BF8F01CFEA414140DE5DAE2223"
	    "B00361A396177A9CB410FF61F20015AD";

	digest_bytes("abc", 3, hex);
	is(hex, abc, "FIPS 180-2's own example");
	digest_texts(none, '\x1f', hex);
	is(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
	    "b855", "no texts are no bytes");
	digest_texts(two, '\x1f', hex);
	is(hex, "f04cdced9736a69da6103f08a4daaf8c485dd481217d218a1b4993c8c396"
	    "8e13", "a separator stands between two texts");
	ok(digest_read(upper, hex), "capitals are read");
	is(hex, abc, "as lower case");
	upper[63] = '\0';
	hex[0] = 'x';
	ok(!digest_read(upper, hex), "63 digits are no digest");
	ok(hex[0] == 'x', "and leave the target alone");
	ok(!digest_read("", hex), "nor is nothing");
	upper[63] = 'G';
	ok(!digest_read(upper, hex), "nor are other letters");
	return finish();
}
