/*
 * bench-data KIND ROWS PEOPLE: data for scripts/bench, the same each time.
 * KIND is orders, quoted or ndjson (order records; the same, all in quotes; the
 * same as NDJSON), events (event records) or shopify (its export, two lines an
 * order and 79 columns).  A few people have most of the rows.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START = 1672531200, DAYS = 1050, COLUMNS = 25, SHOPIFY = 79 };

static uint64_t state = 88172645463325252;

static uint64_t
next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	return state ^= state << 17;
}

static uint64_t
below(uint64_t n)
{
	return next() % n;
}

/* The square of a fraction: half of the rows are of a quarter of the people. */
static uint64_t
person(uint64_t people)
{
	double u = (double)(next() >> 11) / 9007199254740992.0;

	return (uint64_t)((double)people * u * u);
}

static void
print_time(int64_t t, char sep, const char *zone, char text[32])
{
	int64_t z = t / 86400 + 719468, era = z / 146097, doe = z % 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153, s = t % 86400;

	snprintf(text, 32, "%04d-%02d-%02d%c%02d:%02d:%02d%s",
	    (int)(yoe + era * 400 + (mp >= 10)),
	    (int)(mp < 10 ? mp + 3 : mp - 9), (int)(doy - (153 * mp + 2) / 5 + 1),
	    sep, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60), zone);
}

static const char *const names[COLUMNS] = { "order_id", "customer_id",
    "ordered_at", "status", "currency", "total", "refunded", "discount",
    "shipping", "tax", "email", "phone", "name", "country", "region", "city",
    "coupon", "source", "cart_id", "units", "fulfilled_at", "delivered_at",
    "cancelled_at", "refunded_at", "gift" };

static void
print_order(const char *kind, uint64_t i, uint64_t people)
{
	static const char *const statuses[] = { "paid", "paid", "paid", "paid",
	    "paid", "paid", "paid", "placed", "refunded", "cancelled" };
	static const char *const countries[] = { "DE", "AT", "CH", "US" };
	char cells[COLUMNS][40] = { "" }, t[32];
	uint64_t who = person(people);
	const char *cut = "";

	print_time(START + (int64_t)below((uint64_t)DAYS * 86400), 'T', "Z", t);
	snprintf(cells[0], 40, "%llu", (unsigned long long)(1000000 + i));
	snprintf(cells[1], 40, "c%07llu", (unsigned long long)who);
	snprintf(cells[2], 40, "%s", t);
	strcpy(cells[3], statuses[below(10)]);
	strcpy(cells[4], "EUR");
	snprintf(cells[5], 40, "%u.%02u", (unsigned)below(200),
	    (unsigned)below(100));
	strcpy(cells[9], "3.80");
	snprintf(cells[10], 40, "c%llu@example.com", (unsigned long long)who);
	strcpy(cells[13], countries[who % 4]);
	strcpy(cells[17], "web");
	snprintf(cells[19], 40, "%u", 1 + (unsigned)below(4));
	if (strcmp(kind, "ndjson") == 0) {
		for (int k = 0; k < COLUMNS; k++, cut = ",")
			printf(strcmp(cells[k], "") == 0 ? "%s%s\"%s\":null" :
			    k == 5 || k == 9 || k == 19 ? "%s%s\"%s\":%s" :
			    "%s%s\"%s\":\"%s\"", k == 0 ? "{" : "", cut,
			    names[k], cells[k]);
		puts("}");
		return;
	}
	for (int k = 0; k < COLUMNS; k++, cut = ",")
		printf(strcmp(kind, "quoted") == 0 ? "%s\"%s\"" : "%s%s", cut,
		    cells[k]);
	putchar('\n');
}

/* As logs are: in the order of time, some thousands of people about at once,
   each for a dozen events or so. */
static void
print_event(uint64_t i, uint64_t people)
{
	static const char *const events[] = { "page-view", "product-view",
	    "product-view", "product-view", "add-to-cart", "cart-view",
	    "checkout", "purchase" };
	static struct visit { uint64_t who, began, left; } visits[4096];
	struct visit *v = &visits[below(4096)];
	uint64_t what = below(8);
	char t[32], order[24] = "";

	if (v->left-- == 0)
		*v = (struct visit){ person(people), i, below(24) };
	print_time(START + (int64_t)(i / 40), 'T', "Z", t);
	if (what == 7)
		snprintf(order, sizeof order, "o%llu", (unsigned long long)i);
	printf("%s,%s,c%07llu,b%llu,s%llu,k%llu-%llu,%s,p%u,Product %u,tea,1,"
	    "%u.50,EUR,,,12,,\n", t, events[what], (unsigned long long)v->who,
	    (unsigned long long)v->who, (unsigned long long)v->began,
	    (unsigned long long)v->who, (unsigned long long)(i / 40 / 86400),
	    order, (unsigned)below(500), (unsigned)below(500),
	    1 + (unsigned)below(90));
}

static const char shopify[] = "Name,Email,Financial Status,Paid at,"
    "Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,"
    "Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,"
    "Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,"
    "Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,"
    "Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,"
    "Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,"
    "Phone,Receipt Number,Duties,Billing Province Name,"
    "Shipping Province Name,Payment ID,Payment Terms Name,"
    "Next Payment Due At,Payment References";

static void
print_shopify(uint64_t i, uint64_t people)
{
	uint64_t who = person(people);
	unsigned price = 500 + (unsigned)below(9000);
	char t[32];

	print_time(START + (int64_t)below((uint64_t)DAYS * 86400), ' ', " +0000", t);
	printf("#%llu,c%llu@example.com,paid,%s,fulfilled,%s,yes,EUR,%u.%02u,"
	    "4.90,3.80,%u.%02u,,0.00,Standard,%s,1,\"Tea, green\",%u.%02u,,"
	    "TEA%u,true,true,fulfilled,Ada Example,\"1 High Street, Flat 2\","
	    "1 High Street,Flat 2,,Berlin,'10115,,DE,,Ada Example,"
	    "\"1 High Street, Flat 2\",1 High Street,Flat 2,,Berlin,'10115,,DE,"
	    ",,,,Shopify Payments,c%llu.1,0.00,Ada's,0.00,,,,%llu,,Low,web,0.00,"
	    "VAT 19%%,3.80,,,,,,,,,,,,,,,,,\n",
	    (unsigned long long)(1000 + i), (unsigned long long)who, t, t,
	    price / 100, price % 100, price / 100 + 5, price % 100, t,
	    price / 100, price % 100, (unsigned)below(100),
	    (unsigned long long)i, (unsigned long long)(4000000000000 + i));
	printf("#%llu,c%llu@example.com,,,,,,,,,,,,,,%s,2,Cup,1.00,,CUP%u,true,"
	    "true,fulfilled,,,,,,,,,,,,,,,,,,,,,,,,,,,,Ada's,,,,,,,,,0.00,,,,,,,,,,"
	    ",,,,,,,,\n", (unsigned long long)(1000 + i),
	    (unsigned long long)who, t, (unsigned)below(100));
}

int
main(int argc, char *argv[])
{
	const char *kind = argc == 4 ? argv[1] : "";
	uint64_t rows = argc == 4 ? strtoull(argv[2], NULL, 10) : 0;
	uint64_t people = argc == 4 ? strtoull(argv[3], NULL, 10) : 0;

	if (people == 0) {
		fputs("usage: bench-data KIND ROWS PEOPLE\n", stderr);
		return 2;
	}
	if (strcmp(kind, "events") == 0)
		puts("event_at,event,customer_id,anonymous_id,session_id,cart_id,"
		    "order_id,sku,product,category,quantity,price,currency,"
		    "coupon,url,seconds,email,push_token");
	else if (strcmp(kind, "shopify") == 0)
		puts(shopify);
	else if (strcmp(kind, "ndjson") != 0)
		for (int k = 0; k < COLUMNS; k++)
			printf(strcmp(kind, "quoted") == 0 ? "%s\"%s\"%s" :
			    "%s%s%s", k == 0 ? "" : ",", names[k],
			    k == COLUMNS - 1 ? "\n" : "");
	for (uint64_t i = 0; i < rows; i++)
		if (strcmp(kind, "events") == 0)
			print_event(i, people);
		else if (strcmp(kind, "shopify") == 0)
			print_shopify(i, people);
		else
			print_order(kind, i, people);
	return ferror(stdout) != 0;
}
