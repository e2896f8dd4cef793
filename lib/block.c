#include "block.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

static const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;

/* The top bit of each byte that is c. */
static uint64_t
equal(uint64_t word, unsigned char c)
{
	uint64_t odd = word ^ c * ones;

	/* Exact, unlike the shorter form: no byte borrows from the next. */
	return ~(((odd & ~tops) + ~tops) | odd) & tops;
}

/* The top bits of eight bytes, the first lowest. */
static uint64_t
gather(uint64_t bits)
{
	return (bits >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

void
block_look_plainly(const char *bytes, char delimiter, struct block_marks *m)
{
	*m = (struct block_marks){ 0 };
	for (int i = 0; i < BLOCK_BYTES / 8; i++) {
		uint64_t word = 0;

		for (int k = 0; k < 8; k++)
			word |= (uint64_t)(unsigned char)bytes[8 * i + k] <<
			    8 * k;
		m->delimiters |= gather(equal(word,
		    (unsigned char)delimiter)) << 8 * i;
		m->quotes |= gather(equal(word, '"')) << 8 * i;
		m->others |= gather(equal(word, '\n') | equal(word, 0)) <<
		    8 * i;
		m->high |= gather(word & tops) << 8 * i;
	}
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void
look_avx2(const char *bytes, char delimiter, struct block_marks *m)
{
	const __m256i d = _mm256_set1_epi8(delimiter);
	const __m256i feed = _mm256_set1_epi8('\n');
	const __m256i quote = _mm256_set1_epi8('"');
	const __m256i nul = _mm256_setzero_si256();
	uint64_t delimiters[2], quotes[2], others[2], high[2];

	for (int i = 0; i < 2; i++) {
		__m256i b = _mm256_loadu_si256((const void *)(bytes + 32 * i));
		__m256i other = _mm256_or_si256(_mm256_cmpeq_epi8(b, feed),
		    _mm256_cmpeq_epi8(b, nul));

		delimiters[i] = (uint32_t)_mm256_movemask_epi8(
		    _mm256_cmpeq_epi8(b, d));
		quotes[i] = (uint32_t)_mm256_movemask_epi8(
		    _mm256_cmpeq_epi8(b, quote));
		others[i] = (uint32_t)_mm256_movemask_epi8(other);
		high[i] = (uint32_t)_mm256_movemask_epi8(b);
	}
	m->delimiters = delimiters[0] | delimiters[1] << 32;
	m->quotes = quotes[0] | quotes[1] << 32;
	m->others = others[0] | others[1] << 32;
	m->high = high[0] | high[1] << 32;
}

static void
look_sse2(const char *bytes, char delimiter, struct block_marks *m)
{
	const __m128i d = _mm_set1_epi8(delimiter);
	const __m128i feed = _mm_set1_epi8('\n');
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i nul = _mm_setzero_si128();

	*m = (struct block_marks){ 0 };
	for (int i = 0; i < 4; i++) {
		__m128i b = _mm_loadu_si128((const void *)(bytes + 16 * i));
		__m128i other = _mm_or_si128(_mm_cmpeq_epi8(b, feed),
		    _mm_cmpeq_epi8(b, nul));

		m->delimiters |= (uint64_t)(uint32_t)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(b, d)) << 16 * i;
		m->quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(b, quote)) << 16 * i;
		m->others |= (uint64_t)(uint32_t)_mm_movemask_epi8(other) <<
		    16 * i;
		m->high |= (uint64_t)(uint32_t)_mm_movemask_epi8(b) <<
		    16 * i;
	}
}

block_look *
block_looker(void)
{
	return __builtin_cpu_supports("avx2") ? look_avx2 : look_sse2;
}
#elif defined(__aarch64__)
/* A bit of each of 16 bytes of which hit has all bits or none. */
static uint64_t
bits_of(uint8x16_t hit)
{
	static const uint8_t bits[16] = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4,
	    8, 16, 32, 64, 128 };
	uint8x16_t one = vandq_u8(hit, vld1q_u8(bits));

	return vaddv_u8(vget_low_u8(one)) |
	    (uint64_t)vaddv_u8(vget_high_u8(one)) << 8;
}

static void
look_neon(const char *bytes, char delimiter, struct block_marks *m)
{
	*m = (struct block_marks){ 0 };
	for (int i = 0; i < 4; i++) {
		uint8x16_t b = vld1q_u8((const uint8_t *)bytes + 16 * i);
		uint8x16_t other = vorrq_u8(vceqq_u8(b, vdupq_n_u8('\n')),
		    vceqzq_u8(b));

		m->delimiters |= bits_of(vceqq_u8(b,
		    vdupq_n_u8((uint8_t)delimiter))) << 16 * i;
		m->quotes |= bits_of(vceqq_u8(b, vdupq_n_u8('"'))) << 16 * i;
		m->others |= bits_of(other) << 16 * i;
		m->high |= bits_of(vcltzq_s8(vreinterpretq_s8_u8(b))) <<
		    16 * i;
	}
}

block_look *
block_looker(void)
{
	return look_neon;
}
#else
block_look *
block_looker(void)
{
	return block_look_plainly;
}
#endif
