#include "steps.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

/* The texts, as they are packed: first those of which the key is made. */
static const enum step_text texts[STEP_TEXTS] = { STEP_CUSTOMER, STEP_EMAIL,
    STEP_PHONE, STEP_ANONYMOUS, STEP_SESSION, STEP_CART, STEP_TOKEN,
    STEP_ORDER, STEP_SKU, STEP_PRODUCT, STEP_CATEGORY, STEP_URL };

enum { KEY_TEXTS = 7, LONG = 255 };

/* What else is packed, before the texts. */
struct head {
	int64_t quantity, seconds, price;
	struct currency currency;
	unsigned char act, status;
};

struct steps {
	struct entry {
		int64_t at;
		size_t from;		/* its bytes: a head, its texts */
		uint32_t key, hash;	/* of so many bytes */
	} *list;
	size_t n, room;
	char *bytes;
	size_t used, bytes_room;
};

struct steps *
steps_new(void)
{
	size_t room = 0;
	struct steps *s = pool_grow(NULL, &room, 1, sizeof *s);

	*s = (struct steps){ .n = 0 };
	return s;
}

void
steps_free(struct steps *s)
{
	if (s == NULL)
		return;
	free(s->bytes);
	free(s->list);
	free(s);
}

static struct entry *
new_entry(struct steps *s)
{
	s->list = pool_grow(s->list, &s->room, s->n + 1, sizeof *s->list);
	s->list[s->n].from = s->used;
	return &s->list[s->n++];
}

/* A text is packed behind its length: a byte, or LONG and a number.  A blank one
   is the byte alone. */
static size_t
packed_size(size_t len)
{
	return len == 0 ? 1 : 1 + (len < LONG ? 0 : sizeof len) + len + 1;
}

static char *
pack(char *p, const char *text, size_t len)
{
	*p++ = (char)(len < LONG ? len : LONG);
	if (len == 0)
		return p;
	if (len >= LONG)
		p = (char *)memcpy(p, &len, sizeof len) + sizeof len;
	memcpy(p, text, len + 1);
	return p + len + 1;
}

static const char *
unpack(const char *p, const char **text)
{
	size_t len = (unsigned char)*p;

	*text = p++;			/* blank */
	if (len == 0)
		return p;
	if (len == LONG) {
		memcpy(&len, p, sizeof len);
		p += sizeof len;
	}
	*text = p;
	return p + len + 1;
}

void
steps_add(struct steps *s, const struct step *step)
{
	struct head head = { step->quantity, step->seconds, step->price,
	    step->currency, (unsigned char)step->act,
	    (unsigned char)step->status };
	struct entry *e = new_entry(s);
	size_t len[STEP_TEXTS], sum = sizeof head, key = 0;
	char *p;

	for (int t = 0; t < STEP_TEXTS; t++) {
		const char *text = step->text[texts[t]];

		len[t] = *text == '\0' ? 0 : strlen(text);
		sum += packed_size(len[t]);
		key = t < KEY_TEXTS ? sum - sizeof head : key;
	}
	s->bytes = pool_grow(s->bytes, &s->bytes_room, s->used + sum, 1);
	p = s->bytes + s->used;
	s->used += sum;
	memcpy(p, &head, sizeof head);
	p += sizeof head;
	*e = (struct entry){ step->at, e->from, (uint32_t)key, 0 };
	for (int t = 0; t < STEP_TEXTS; t++)
		p = pack(p, step->text[texts[t]], len[t]);
	e->hash = dict_hash(s->bytes + e->from + sizeof head, key);
}

size_t
steps_count(const struct steps *s)
{
	return s->n;
}

static size_t
end_of(const struct steps *s, size_t i)
{
	return i + 1 < s->n ? s->list[i + 1].from : s->used;
}

void
steps_move(struct steps *s, const struct steps *from, size_t i)
{
	const struct entry *old = &from->list[i];
	size_t len = end_of(from, i) - old->from;
	struct entry *e = new_entry(s);

	*e = (struct entry){ .at = old->at, .from = s->used, .key = old->key,
	    .hash = old->hash };
	s->bytes = pool_grow(s->bytes, &s->bytes_room, s->used + len, 1);
	memcpy(s->bytes + s->used, from->bytes + old->from, len);
	s->used += len;
}

int64_t
steps_at(const struct steps *s, size_t i)
{
	return s->list[i].at;
}

const char *
steps_key(const struct steps *s, size_t i, size_t *len, uint32_t *hash)
{
	const struct entry *e = &s->list[i];

	*len = e->key;
	*hash = e->hash;
	return s->bytes + e->from + sizeof(struct head);
}

void
steps_get(const struct steps *s, size_t i, struct step *into)
{
	const char *p = s->bytes + s->list[i].from;
	struct head head;

	memcpy(&head, p, sizeof head);
	p += sizeof head;
	*into = (struct step){ .at = s->list[i].at, .act = head.act,
	    .status = head.status, .quantity = head.quantity,
	    .seconds = head.seconds, .price = head.price,
	    .currency = head.currency };
	for (int t = 0; t < STEP_TEXTS; t++)
		p = unpack(p, &into->text[texts[t]]);
}

void
steps_empty(struct steps *s)
{
	s->used = 0;
	s->n = 0;
}
