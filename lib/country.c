#include "country.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64 };

/* Sorted by alpha-2.  Kosovo's is not ISO's, but platforms write it. */
static const struct codes {
	char alpha2[3], alpha3[4];
} codes[] = {
	{ "AD", "AND" }, { "AE", "ARE" }, { "AF", "AFG" }, { "AG", "ATG" },
	{ "AI", "AIA" }, { "AL", "ALB" }, { "AM", "ARM" }, { "AO", "AGO" },
	{ "AQ", "ATA" }, { "AR", "ARG" }, { "AS", "ASM" }, { "AT", "AUT" },
	{ "AU", "AUS" }, { "AW", "ABW" }, { "AX", "ALA" }, { "AZ", "AZE" },
	{ "BA", "BIH" }, { "BB", "BRB" }, { "BD", "BGD" }, { "BE", "BEL" },
	{ "BF", "BFA" }, { "BG", "BGR" }, { "BH", "BHR" }, { "BI", "BDI" },
	{ "BJ", "BEN" }, { "BL", "BLM" }, { "BM", "BMU" }, { "BN", "BRN" },
	{ "BO", "BOL" }, { "BQ", "BES" }, { "BR", "BRA" }, { "BS", "BHS" },
	{ "BT", "BTN" }, { "BV", "BVT" }, { "BW", "BWA" }, { "BY", "BLR" },
	{ "BZ", "BLZ" }, { "CA", "CAN" }, { "CC", "CCK" }, { "CD", "COD" },
	{ "CF", "CAF" }, { "CG", "COG" }, { "CH", "CHE" }, { "CI", "CIV" },
	{ "CK", "COK" }, { "CL", "CHL" }, { "CM", "CMR" }, { "CN", "CHN" },
	{ "CO", "COL" }, { "CR", "CRI" }, { "CU", "CUB" }, { "CV", "CPV" },
	{ "CW", "CUW" }, { "CX", "CXR" }, { "CY", "CYP" }, { "CZ", "CZE" },
	{ "DE", "DEU" }, { "DJ", "DJI" }, { "DK", "DNK" }, { "DM", "DMA" },
	{ "DO", "DOM" }, { "DZ", "DZA" }, { "EC", "ECU" }, { "EE", "EST" },
	{ "EG", "EGY" }, { "EH", "ESH" }, { "ER", "ERI" }, { "ES", "ESP" },
	{ "ET", "ETH" }, { "FI", "FIN" }, { "FJ", "FJI" }, { "FK", "FLK" },
	{ "FM", "FSM" }, { "FO", "FRO" }, { "FR", "FRA" }, { "GA", "GAB" },
	{ "GB", "GBR" }, { "GD", "GRD" }, { "GE", "GEO" }, { "GF", "GUF" },
	{ "GG", "GGY" }, { "GH", "GHA" }, { "GI", "GIB" }, { "GL", "GRL" },
	{ "GM", "GMB" }, { "GN", "GIN" }, { "GP", "GLP" }, { "GQ", "GNQ" },
	{ "GR", "GRC" }, { "GS", "SGS" }, { "GT", "GTM" }, { "GU", "GUM" },
	{ "GW", "GNB" }, { "GY", "GUY" }, { "HK", "HKG" }, { "HM", "HMD" },
	{ "HN", "HND" }, { "HR", "HRV" }, { "HT", "HTI" }, { "HU", "HUN" },
	{ "ID", "IDN" }, { "IE", "IRL" }, { "IL", "ISR" }, { "IM", "IMN" },
	{ "IN", "IND" }, { "IO", "IOT" }, { "IQ", "IRQ" }, { "IR", "IRN" },
	{ "IS", "ISL" }, { "IT", "ITA" }, { "JE", "JEY" }, { "JM", "JAM" },
	{ "JO", "JOR" }, { "JP", "JPN" }, { "KE", "KEN" }, { "KG", "KGZ" },
	{ "KH", "KHM" }, { "KI", "KIR" }, { "KM", "COM" }, { "KN", "KNA" },
	{ "KP", "PRK" }, { "KR", "KOR" }, { "KW", "KWT" }, { "KY", "CYM" },
	{ "KZ", "KAZ" }, { "LA", "LAO" }, { "LB", "LBN" }, { "LC", "LCA" },
	{ "LI", "LIE" }, { "LK", "LKA" }, { "LR", "LBR" }, { "LS", "LSO" },
	{ "LT", "LTU" }, { "LU", "LUX" }, { "LV", "LVA" }, { "LY", "LBY" },
	{ "MA", "MAR" }, { "MC", "MCO" }, { "MD", "MDA" }, { "ME", "MNE" },
	{ "MF", "MAF" }, { "MG", "MDG" }, { "MH", "MHL" }, { "MK", "MKD" },
	{ "ML", "MLI" }, { "MM", "MMR" }, { "MN", "MNG" }, { "MO", "MAC" },
	{ "MP", "MNP" }, { "MQ", "MTQ" }, { "MR", "MRT" }, { "MS", "MSR" },
	{ "MT", "MLT" }, { "MU", "MUS" }, { "MV", "MDV" }, { "MW", "MWI" },
	{ "MX", "MEX" }, { "MY", "MYS" }, { "MZ", "MOZ" }, { "NA", "NAM" },
	{ "NC", "NCL" }, { "NE", "NER" }, { "NF", "NFK" }, { "NG", "NGA" },
	{ "NI", "NIC" }, { "NL", "NLD" }, { "NO", "NOR" }, { "NP", "NPL" },
	{ "NR", "NRU" }, { "NU", "NIU" }, { "NZ", "NZL" }, { "OM", "OMN" },
	{ "PA", "PAN" }, { "PE", "PER" }, { "PF", "PYF" }, { "PG", "PNG" },
	{ "PH", "PHL" }, { "PK", "PAK" }, { "PL", "POL" }, { "PM", "SPM" },
	{ "PN", "PCN" }, { "PR", "PRI" }, { "PS", "PSE" }, { "PT", "PRT" },
	{ "PW", "PLW" }, { "PY", "PRY" }, { "QA", "QAT" }, { "RE", "REU" },
	{ "RO", "ROU" }, { "RS", "SRB" }, { "RU", "RUS" }, { "RW", "RWA" },
	{ "SA", "SAU" }, { "SB", "SLB" }, { "SC", "SYC" }, { "SD", "SDN" },
	{ "SE", "SWE" }, { "SG", "SGP" }, { "SH", "SHN" }, { "SI", "SVN" },
	{ "SJ", "SJM" }, { "SK", "SVK" }, { "SL", "SLE" }, { "SM", "SMR" },
	{ "SN", "SEN" }, { "SO", "SOM" }, { "SR", "SUR" }, { "SS", "SSD" },
	{ "ST", "STP" }, { "SV", "SLV" }, { "SX", "SXM" }, { "SY", "SYR" },
	{ "SZ", "SWZ" }, { "TC", "TCA" }, { "TD", "TCD" }, { "TF", "ATF" },
	{ "TG", "TGO" }, { "TH", "THA" }, { "TJ", "TJK" }, { "TK", "TKL" },
	{ "TL", "TLS" }, { "TM", "TKM" }, { "TN", "TUN" }, { "TO", "TON" },
	{ "TR", "TUR" }, { "TT", "TTO" }, { "TV", "TUV" }, { "TW", "TWN" },
	{ "TZ", "TZA" }, { "UA", "UKR" }, { "UG", "UGA" }, { "UM", "UMI" },
	{ "US", "USA" }, { "UY", "URY" }, { "UZ", "UZB" }, { "VA", "VAT" },
	{ "VC", "VCT" }, { "VE", "VEN" }, { "VG", "VGB" }, { "VI", "VIR" },
	{ "VN", "VNM" }, { "VU", "VUT" }, { "WF", "WLF" }, { "WS", "WSM" },
	{ "XK", "XKX" }, { "YE", "YEM" }, { "YT", "MYT" }, { "ZA", "ZAF" },
	{ "ZM", "ZMB" }, { "ZW", "ZWE" }
};

/* Names as letters alone, in lower case, sorted. */
static const struct name {
	const char *text;
	char country[3];
} names[] = {
	{ "afghanistan", "AF" }, { "alandislands", "AX" }, { "albania", "AL" },
	{ "algeria", "DZ" }, { "america", "US" }, { "americansamoa", "AS" },
	{ "andorra", "AD" }, { "angola", "AO" }, { "anguilla", "AI" },
	{ "antarctica", "AQ" }, { "antigua", "AG" },
	{ "antiguaandbarbuda", "AG" }, { "argentina", "AR" },
	{ "armenia", "AM" }, { "aruba", "AW" }, { "australia", "AU" },
	{ "austria", "AT" }, { "azerbaijan", "AZ" }, { "bahamas", "BS" },
	{ "bahrain", "BH" }, { "bangladesh", "BD" }, { "barbados", "BB" },
	{ "belarus", "BY" }, { "belgium", "BE" }, { "belize", "BZ" },
	{ "benin", "BJ" }, { "bermuda", "BM" }, { "bhutan", "BT" },
	{ "bolivarianrepublicofvenezuela", "VE" }, { "bolivia", "BO" },
	{ "boliviaplurinationalstateof", "BO" }, { "bonaire", "BQ" },
	{ "bonairesinteustatiusandsaba", "BQ" }, { "bosnia", "BA" },
	{ "bosniaandherzegovina", "BA" }, { "botswana", "BW" },
	{ "bouvetisland", "BV" }, { "brasil", "BR" }, { "brazil", "BR" },
	{ "britain", "GB" }, { "britishindianoceanterritory", "IO" },
	{ "britishvirginislands", "VG" }, { "brunei", "BN" },
	{ "bruneidarussalam", "BN" }, { "bulgaria", "BG" },
	{ "burkinafaso", "BF" }, { "burma", "MM" }, { "burundi", "BI" },
	{ "caboverde", "CV" }, { "cambodia", "KH" }, { "cameroon", "CM" },
	{ "canada", "CA" }, { "capeverde", "CV" },
	{ "caribbeannetherlands", "BQ" }, { "caymanislands", "KY" },
	{ "centralafricanrepublic", "CF" }, { "chad", "TD" },
	{ "chile", "CL" }, { "china", "CN" }, { "christmasisland", "CX" },
	{ "cocosislands", "CC" }, { "cocoskeelingislands", "CC" },
	{ "colombia", "CO" }, { "comoros", "KM" }, { "congo", "CG" },
	{ "congobrazzaville", "CG" }, { "congodemocraticrepublicofthe", "CD" },
	{ "congokinshasa", "CD" }, { "congothedemocraticrepublicofthe", "CD" },
	{ "cookislands", "CK" }, { "costarica", "CR" },
	{ "cotedivoire", "CI" }, { "croatia", "HR" }, { "cuba", "CU" },
	{ "curacao", "CW" }, { "cyprus", "CY" }, { "czechia", "CZ" },
	{ "czechrepublic", "CZ" },
	{ "democraticpeoplesrepublicofkorea", "KP" },
	{ "democraticrepublicofthecongo", "CD" }, { "denmark", "DK" },
	{ "deutschland", "DE" }, { "djibouti", "DJ" }, { "dominica", "DM" },
	{ "dominicanrepublic", "DO" }, { "drc", "CD" }, { "drcongo", "CD" },
	{ "easttimor", "TL" }, { "ecuador", "EC" }, { "egypt", "EG" },
	{ "eire", "IE" }, { "elsalvador", "SV" }, { "emirates", "AE" },
	{ "england", "GB" }, { "equatorialguinea", "GQ" }, { "eritrea", "ER" },
	{ "espana", "ES" }, { "estonia", "EE" }, { "eswatini", "SZ" },
	{ "ethiopia", "ET" }, { "falklandislands", "FK" },
	{ "falklandislandsmalvinas", "FK" }, { "faroeislands", "FO" },
	{ "federalrepublicofgermany", "DE" },
	{ "federatedstatesofmicronesia", "FM" }, { "fiji", "FJ" },
	{ "finland", "FI" }, { "france", "FR" }, { "frenchguiana", "GF" },
	{ "frenchpolynesia", "PF" }, { "frenchsouthernterritories", "TF" },
	{ "gabon", "GA" }, { "gambia", "GM" }, { "georgia", "GE" },
	{ "germany", "DE" }, { "ghana", "GH" }, { "gibraltar", "GI" },
	{ "greatbritain", "GB" }, { "greece", "GR" }, { "greenland", "GL" },
	{ "grenada", "GD" }, { "guadeloupe", "GP" }, { "guam", "GU" },
	{ "guatemala", "GT" }, { "guernsey", "GG" }, { "guinea", "GN" },
	{ "guineabissau", "GW" }, { "guyana", "GY" }, { "haiti", "HT" },
	{ "heardandmcdonaldislands", "HM" },
	{ "heardislandandmcdonaldislands", "HM" }, { "holland", "NL" },
	{ "holysee", "VA" }, { "holyseevaticancitystate", "VA" },
	{ "honduras", "HN" }, { "hongkong", "HK" }, { "hongkongsar", "HK" },
	{ "hongkongsarchina", "HK" }, { "hungary", "HU" }, { "iceland", "IS" },
	{ "india", "IN" }, { "indonesia", "ID" }, { "iran", "IR" },
	{ "iranislamicrepublicof", "IR" }, { "iraq", "IQ" },
	{ "ireland", "IE" }, { "islamicrepublicofiran", "IR" },
	{ "isleofman", "IM" }, { "israel", "IL" }, { "italia", "IT" },
	{ "italy", "IT" }, { "ivorycoast", "CI" }, { "jamaica", "JM" },
	{ "japan", "JP" }, { "jersey", "JE" }, { "jordan", "JO" },
	{ "kazakhstan", "KZ" }, { "kenya", "KE" },
	{ "kingdomofthenetherlands", "NL" }, { "kiribati", "KI" },
	{ "korea", "KR" }, { "koreademocraticpeoplesrepublicof", "KP" },
	{ "korearepublicof", "KR" }, { "kosovo", "XK" }, { "kuwait", "KW" },
	{ "kyrgyzstan", "KG" }, { "laopeoplesdemocraticrepublic", "LA" },
	{ "laos", "LA" }, { "latvia", "LV" }, { "lebanon", "LB" },
	{ "lesotho", "LS" }, { "liberia", "LR" }, { "libya", "LY" },
	{ "liechtenstein", "LI" }, { "lithuania", "LT" },
	{ "luxembourg", "LU" }, { "macao", "MO" }, { "macaosar", "MO" },
	{ "macaosarchina", "MO" }, { "macau", "MO" }, { "macedonia", "MK" },
	{ "macedoniafyrom", "MK" }, { "madagascar", "MG" },
	{ "mainlandchina", "CN" }, { "malawi", "MW" }, { "malaysia", "MY" },
	{ "maldives", "MV" }, { "mali", "ML" }, { "malta", "MT" },
	{ "marshallislands", "MH" }, { "martinique", "MQ" },
	{ "mauritania", "MR" }, { "mauritius", "MU" }, { "mayotte", "YT" },
	{ "mexico", "MX" }, { "micronesia", "FM" },
	{ "micronesiafederatedstatesof", "FM" }, { "moldova", "MD" },
	{ "moldovarepublicof", "MD" }, { "monaco", "MC" },
	{ "mongolia", "MN" }, { "montenegro", "ME" }, { "montserrat", "MS" },
	{ "morocco", "MA" }, { "mozambique", "MZ" }, { "myanmar", "MM" },
	{ "myanmarburma", "MM" }, { "namibia", "NA" }, { "nauru", "NR" },
	{ "nepal", "NP" }, { "netherlands", "NL" },
	{ "netherlandskingdomofthe", "NL" }, { "newcaledonia", "NC" },
	{ "newzealand", "NZ" }, { "nicaragua", "NI" }, { "niger", "NE" },
	{ "nigeria", "NG" }, { "niue", "NU" }, { "norfolkisland", "NF" },
	{ "northernireland", "GB" }, { "northernmarianaislands", "MP" },
	{ "northkorea", "KP" }, { "northmacedonia", "MK" }, { "norway", "NO" },
	{ "oman", "OM" }, { "pakistan", "PK" }, { "palau", "PW" },
	{ "palestine", "PS" }, { "palestinestateof", "PS" },
	{ "palestinianterritories", "PS" },
	{ "palestinianterritoryoccupied", "PS" }, { "panama", "PA" },
	{ "papuanewguinea", "PG" }, { "paraguay", "PY" },
	{ "peoplesrepublicofchina", "CN" }, { "peru", "PE" },
	{ "philippines", "PH" }, { "pitcairn", "PN" },
	{ "pitcairnislands", "PN" }, { "plurinationalstateofbolivia", "BO" },
	{ "poland", "PL" }, { "portugal", "PT" }, { "puertorico", "PR" },
	{ "qatar", "QA" }, { "republicofireland", "IE" },
	{ "republicofkorea", "KR" }, { "republicofmoldova", "MD" },
	{ "republicofthecongo", "CG" }, { "reunion", "RE" },
	{ "romania", "RO" }, { "rsa", "ZA" }, { "russia", "RU" },
	{ "russianfederation", "RU" }, { "rwanda", "RW" },
	{ "saintbarthelemy", "BL" }, { "sainthelena", "SH" },
	{ "sainthelenaascensionandtristandacunha", "SH" },
	{ "saintkittsandnevis", "KN" }, { "saintlucia", "LC" },
	{ "saintmartin", "MF" }, { "saintmartinfrenchpart", "MF" },
	{ "saintpierreandmiquelon", "PM" },
	{ "saintvincentandthegrenadines", "VC" }, { "samoa", "WS" },
	{ "sanmarino", "SM" }, { "saotomeandprincipe", "ST" },
	{ "saudiarabia", "SA" }, { "scotland", "GB" }, { "senegal", "SN" },
	{ "serbia", "RS" }, { "seychelles", "SC" }, { "sierraleone", "SL" },
	{ "singapore", "SG" }, { "sintmaarten", "SX" },
	{ "sintmaartendutchpart", "SX" }, { "slovakia", "SK" },
	{ "slovakrepublic", "SK" }, { "slovenia", "SI" },
	{ "solomonislands", "SB" }, { "somalia", "SO" },
	{ "southafrica", "ZA" },
	{ "southgeorgiaandthesouthsandwichislands", "GS" },
	{ "southkorea", "KR" }, { "southsudan", "SS" }, { "spain", "ES" },
	{ "srilanka", "LK" }, { "stateofpalestine", "PS" },
	{ "stbarthelemy", "BL" }, { "sthelena", "SH" },
	{ "stkittsandnevis", "KN" }, { "stlucia", "LC" }, { "stmartin", "MF" },
	{ "stpierreandmiquelon", "PM" }, { "stvincentandthegrenadines", "VC" },
	{ "sudan", "SD" }, { "suriname", "SR" },
	{ "svalbardandjanmayen", "SJ" }, { "swaziland", "SZ" },
	{ "sweden", "SE" }, { "switzerland", "CH" }, { "syria", "SY" },
	{ "syrianarabrepublic", "SY" }, { "taiwan", "TW" },
	{ "taiwanprovinceofchina", "TW" }, { "tajikistan", "TJ" },
	{ "tanzania", "TZ" }, { "tanzaniaunitedrepublicof", "TZ" },
	{ "thailand", "TH" }, { "timorleste", "TL" }, { "togo", "TG" },
	{ "tokelau", "TK" }, { "tonga", "TO" }, { "trinidadandtobago", "TT" },
	{ "tunisia", "TN" }, { "turkey", "TR" }, { "turkiye", "TR" },
	{ "turkmenistan", "TM" }, { "turksandcaicosislands", "TC" },
	{ "tuvalu", "TV" }, { "uae", "AE" }, { "uganda", "UG" },
	{ "uk", "GB" }, { "ukraine", "UA" }, { "unitedarabemirates", "AE" },
	{ "unitedkingdom", "GB" },
	{ "unitedkingdomofgreatbritainandnorthernireland", "GB" },
	{ "unitedkingdomuk", "GB" }, { "unitedrepublicoftanzania", "TZ" },
	{ "unitedstates", "US" }, { "unitedstatesminoroutlyingislands", "UM" },
	{ "unitedstatesofamerica", "US" }, { "unitedstatesus", "US" },
	{ "unitedstatesusa", "US" }, { "uruguay", "UY" },
	{ "usofamerica", "US" }, { "usoutlyingislands", "UM" },
	{ "usvirginislands", "VI" }, { "uzbekistan", "UZ" },
	{ "vanuatu", "VU" }, { "vatican", "VA" }, { "vaticancity", "VA" },
	{ "vaticancitystate", "VA" }, { "venezuela", "VE" },
	{ "venezuelabolivarianrepublicof", "VE" }, { "vietnam", "VN" },
	{ "virginislandsbritish", "VG" }, { "virginislandsus", "VI" },
	{ "wales", "GB" }, { "wallisandfutuna", "WF" },
	{ "westernsahara", "EH" }, { "yemen", "YE" }, { "zambia", "ZM" },
	{ "zimbabwe", "ZW" }
};

/* The base letter of U+00C0 to U+00DF, and of the small ones 32 on. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts";

static int
by_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct name *)row)->text);
}

static int
by_alpha2(const void *key, const void *row)
{
	return strcmp(key, ((const struct codes *)row)->alpha2);
}

/* The letter at p in lower case, ' ' for what names may do without, or 0. */
static char
letter_at(const unsigned char *p, size_t *len)
{
	*len = 1;
	if (*p >= 'a' && *p <= 'z')
		return (char)*p;
	if (*p >= 'A' && *p <= 'Z')
		return (char)(*p | 0x20);
	if (strchr(" .,'-()/", *p) != NULL)
		return ' ';
	*len = 2;
	if (*p == 0xc3 && p[1] >= 0x80 && p[1] <= 0xbf)
		return latin[p[1] & 0x1f];
	if (*p == 0xc2 && p[1] == 0xa0)
		return ' ';
	*len = 3;
	if (strncmp((const char *)p, "\xe2\x80\x99", 3) == 0)
		return ' ';
	return '\0';
}

/* text's letters in lower case, "and" for "&", without a "the" in front. */
static bool
fold(const char *text, char key[LONGEST])
{
	const unsigned char *p = (const unsigned char *)text;
	size_t n = 0, len;

	for (; *p != '\0'; p += len) {
		char c = *p == '&' ? '&' : letter_at(p, &len);

		if (c == '\0' || n + sizeof "and" > LONGEST)
			return false;
		if (c == '&') {
			len = 1;
			memcpy(key + n, "and", 3);
			n += 3;
		} else if (c != ' ') {
			key[n++] = c;
		} else if (n == 3 && memcmp(key, "the", 3) == 0) {
			n = 0;
		}
	}
	key[n] = '\0';
	return n != 0;
}

/* The row of a folded code of two or three letters, or NULL. */
static const struct codes *
find_code(const char *key)
{
	char upper[4] = "";
	size_t len = strlen(key);

	if (len != 2 && len != 3)
		return NULL;
	for (size_t i = 0; i < len; i++)
		upper[i] = (char)(key[i] & ~0x20);
	if (len == 2)
		return bsearch(upper, codes, sizeof codes / sizeof codes[0],
		    sizeof codes[0], by_alpha2);
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (memcmp(codes[i].alpha3, upper, 3) == 0)
			return &codes[i];
	}
	return NULL;
}

const char *
country_code(const char *text)
{
	char key[LONGEST];
	const struct codes *code;
	const struct name *name;

	/* Most have written the very code. */
	code = strlen(text) == 2 ? bsearch(text, codes, sizeof codes /
	    sizeof codes[0], sizeof codes[0], by_alpha2) : NULL;
	if (code != NULL)
		return code->alpha2;
	if (!fold(text, key))
		return NULL;
	code = find_code(key);
	if (code != NULL)
		return code->alpha2;
	name = bsearch(key, names, sizeof names / sizeof names[0],
	    sizeof names[0], by_name);
	return name == NULL ? NULL : name->country;
}
